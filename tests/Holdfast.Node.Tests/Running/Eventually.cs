namespace Holdfast.Node.Tests.Running;

/// <summary>Waits for a condition, with a deadline.</summary>
internal static class Eventually
{
    /// <summary>An emulated machine takes a minute to start a node.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(180);

    public static Task TrueAsync(string what, Func<bool> condition) =>
        TrueAsync(what, () => Task.FromResult(condition()));

    public static async Task TrueAsync(string what, Func<Task<bool>> condition)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (!await condition())
        {
            Assert.True(TimeProvider.System.GetElapsedTime(began) < Patience, $"Waited in vain for {what}.");
            await Task.Delay(5);
        }
    }
}
