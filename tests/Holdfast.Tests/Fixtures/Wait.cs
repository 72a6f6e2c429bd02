namespace Holdfast.Tests.Fixtures;

internal static class Wait
{
    /// <summary>For a condition, with a deadline.</summary>
    public static async Task UntilAsync(Func<bool> condition, Func<string> state)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (!condition())
        {
            Assert.False(deadline.IsCancellationRequested, $"Not in 20 s; {state()}");
            await Task.Delay(5);
        }
    }
}
