using Holdfast.Data.Problems;
using Holdfast.Model.Problems;
using Holdfast.Portal.Hosting;
using Holdfast.Portal.Secrets;

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

    /// <summary>Does it once. What keeps it from being done is told and not thrown: a job that cannot work must not end the portal.</summary>
    /// <param name="tell">Gets the reason, once as long as it stays the same.</param>
    /// <returns>Whether it was done.</returns>
    public static async Task<bool> TryAsync(
        Quiet quiet,
        Func<CancellationToken, Task> work,
        Action<string> tell,
        CancellationToken cancel
    )
    {
        try
        {
            await work(cancel);
            quiet.Forget();
            return true;
        }
        catch (Exception failure) when (ProblemOf(failure) is { } problem)
        {
            if (quiet.MayTell(problem.Id))
            {
                tell(failure.Message);
            }

            return false;
        }
    }

    private static Problem? ProblemOf(Exception failure) =>
        failure switch
        {
            DatabaseException away => away.Problem,
            SecretException closed => closed.Problem,
            _ => null,
        };
}
