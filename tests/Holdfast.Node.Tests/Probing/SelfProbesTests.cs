using System.Collections.Concurrent;
using Holdfast.Node.Probing;
using Holdfast.Testing;
using Holdfast.Testing.Waiting;
using Microsoft.Extensions.Logging.Abstractions;

namespace Holdfast.Node.Tests.Probing;

public sealed class SelfProbesTests
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(2);

    private readonly TestClock _clock = new();

    [Fact]
    public async Task Asking_OneHangs_TheOthersAreAsked()
    {
        var (hanging, other) = (new Fake { Hangs = true }, new Fake());
        await using var probes = new SelfProbes(() => [hanging, other], Every, _clock, NullLogger.Instance);

        await UntilAsync(() => other.Asked > 0 && hanging.Asked > 0);
    }

    [Fact]
    public async Task Disposed_WhileOneHangs_Ends()
    {
        var hanging = new Fake { Hangs = true };
        await using var probes = new SelfProbes(() => [hanging], Every, _clock, NullLogger.Instance);
        await UntilAsync(() => hanging.Asked > 0);

        await probes.DisposeAsync();

        Assert.True(hanging.WasCancelled);
    }

    [Fact]
    public async Task Asking_ServicesComeAndGo_ThoseOfNowAreAsked()
    {
        var services = new ConcurrentDictionary<string, IProbed>();
        await using var probes = new SelfProbes(() => services.Values, Every, _clock, NullLogger.Instance);
        _clock.Advance(Every);
        var late = new Fake();
        services["late"] = late;

        await UntilAsync(() => late.Asked > 0);
    }

    private Task UntilAsync(Func<bool> condition) =>
        Eventually.TrueAsync(
            "it is asked",
            () =>
            {
                _clock.Advance(Every);
                return condition();
            }
        );

    private sealed class Fake : IProbed
    {
        private int _asked;

        public bool Hangs { get; init; }

        public int Asked => Volatile.Read(ref _asked);

        public bool WasCancelled { get; private set; }

        public string Name => "fake";

        public bool IsSilent => false;

        public async Task ProbeAsync(CancellationToken cancel)
        {
            Interlocked.Increment(ref _asked);
            if (Hangs)
            {
                using var registration = cancel.Register(() => WasCancelled = true);
                await Task.Delay(Timeout.Infinite, cancel);
            }
        }
    }
}
