using System.Diagnostics;

namespace Holdfast.Node.Tests.Lab;

internal static class Eventually
{
    /// <summary>Waits until a condition holds; fails after the deadline.</summary>
    public static async Task TrueAsync(Func<bool> condition, TimeSpan deadline, Func<string> otherwise)
    {
        var watch = Stopwatch.StartNew();
        while (!condition())
        {
            Assert.True(watch.Elapsed < deadline, otherwise());
            await Task.Delay(10);
        }
    }
}
