namespace Holdfast.Testing.Waiting;

/// <summary>Waits for conditions, never for time.</summary>
public static class Eventually
{
    /// <summary>Only a test that fails waits so long. A busy machine, or an emulated one, takes a minute to start a node.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(5);

    public static Task TrueAsync(string what, Func<bool> condition) => TrueAsync(() => what, condition);

    /// <param name="what">Asked for when it is in vain, so that it can tell how things are then.</param>
    public static Task TrueAsync(Func<string> what, Func<bool> condition) =>
        TrueAsync(what, () => Task.FromResult(condition()));

    public static Task TrueAsync(string what, Func<Task<bool>> condition) => TrueAsync(() => what, condition);

    private static async Task TrueAsync(Func<string> what, Func<Task<bool>> condition)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (!await condition())
        {
            if (TimeProvider.System.GetElapsedTime(began) > Patience)
            {
                throw new TimeoutException($"Waited in vain: {what()}.");
            }

            await Task.Delay(Pause);
        }
    }
}
