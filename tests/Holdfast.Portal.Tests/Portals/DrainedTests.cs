using Holdfast.Portal.Portals;
using Holdfast.Telemetry.Health;

namespace Holdfast.Portal.Tests.Portals;

public sealed class DrainedTests : IDisposable
{
    private readonly Drained _drained = new();

    public void Dispose() => _drained.Dispose();

    [Fact]
    public async Task Stop_AllGood_IsNotReadyAnyMore()
    {
        _drained.Stop();

        var results = await AskAsync();
        Assert.Equal(["draining", "link"], results.Select(r => r.Name));
        Assert.False(results[0].Good);
        Assert.True(_drained.IsSo);
    }

    [Fact]
    public async Task Set_AndBack_IsReadyAgain()
    {
        _drained.Set(drained: true);
        Assert.False((await AskAsync())[0].Good);

        _drained.Set(drained: false);
        Assert.All(await AskAsync(), result => Assert.True(result.Good));
    }

    [Fact]
    public void Set_AfterAStop_DoesNotBringItBack()
    {
        _drained.Stop();
        _drained.Set(drained: false);

        Assert.True(_drained.IsSo);
    }

    [Fact]
    public void Begins_HeldBefore_IsCancelledOnceItBegins()
    {
        var begins = _drained.Begins;
        _drained.Set(drained: false);
        Assert.False(begins.IsCancellationRequested);

        _drained.Set(drained: true);
        Assert.True(begins.IsCancellationRequested);
        Assert.False(_drained.Begins.CanBeCanceled);

        _drained.Set(drained: false);
        Assert.False(_drained.Begins.IsCancellationRequested);
    }

    private Task<IReadOnlyList<ReadinessResult>> AskAsync() =>
        new Readiness([_drained, new ReadinessCheck("link", () => null)]).AskAsync(
            TestContext.Current.CancellationToken
        );
}
