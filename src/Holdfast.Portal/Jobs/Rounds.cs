namespace Holdfast.Portal.Jobs;

/// <summary>Work that is done again and again while the portal runs.</summary>
internal static class Rounds
{
    /// <summary>Returns when the portal stops. What fails in the work is for the work to catch.</summary>
    /// <param name="interval">From one beginning to the next; a round that takes longer is followed by the next at once.</param>
    public static async Task DoAsync(
        TimeSpan interval,
        TimeProvider clock,
        Func<CancellationToken, Task> work,
        CancellationToken stop
    )
    {
        using var timer = new PeriodicTimer(interval, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stop))
            {
                await work(stop);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The work of a round is a transaction, or can be begun anew by whoever comes next.
        }
    }
}
