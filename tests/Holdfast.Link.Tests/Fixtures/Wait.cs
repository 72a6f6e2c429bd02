namespace Holdfast.Link.Tests.Fixtures;

public static class Wait
{
    /// <summary>For a condition, with a deadline.</summary>
    public static async Task UntilAsync(Func<bool> condition, string what)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        while (!condition())
        {
            Assert.False(deadline.IsCancellationRequested, $"Not in 10 s: {what}");
            await Task.Delay(5);
        }
    }
}
