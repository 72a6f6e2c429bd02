using Holdfast.Node.Supervision;

namespace Holdfast.Node.Tests.Supervision;

public sealed class BackoffTests
{
    private readonly Backoff _backoff = new();

    [Fact]
    public void After_ShortLives_WaitsLongerUpToFiveSeconds()
    {
        var waits = Enumerable.Range(0, 9).Select(_ => _backoff.After(TimeSpan.Zero).TotalMilliseconds);
        Assert.Equal([0, 100, 200, 400, 800, 1600, 3200, 5000, 5000], waits);
    }

    [Fact]
    public void After_ALongLife_DoesNotWait()
    {
        _backoff.After(TimeSpan.Zero);
        _backoff.After(TimeSpan.Zero);
        Assert.Equal(TimeSpan.Zero, _backoff.After(TimeSpan.FromMinutes(1)));
        Assert.Equal(TimeSpan.FromMilliseconds(100), _backoff.After(TimeSpan.Zero));
    }
}
