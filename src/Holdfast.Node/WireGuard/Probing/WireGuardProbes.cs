using Microsoft.Extensions.Logging;

namespace Holdfast.Node.WireGuard.Probing;

/// <summary>Asks all interfaces for handshakes, again and again. Beside all else: a device that hangs holds up who reads it.</summary>
internal sealed partial class WireGuardProbes : IAsyncDisposable
{
    private readonly Func<IEnumerable<WireGuardInterface>> _interfaces;
    private readonly WireGuardPlaneOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly CancellationTokenSource _ending = new();
    private readonly Task _asking;

    public WireGuardProbes(
        Func<IEnumerable<WireGuardInterface>> interfaces,
        WireGuardPlaneOptions options,
        TimeProvider time,
        ILogger log
    )
    {
        (_interfaces, _options, _time, _log) = (interfaces, options, time, log);
        _asking = options.ProbeEvery is { } period ? Task.Run(() => AskAsync(period)) : Task.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        await _asking.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _ending.Dispose();
    }

    private async Task AskAsync(TimeSpan period)
    {
        using var timer = new PeriodicTimer(period, _time);
        while (await timer.WaitForNextTickAsync(_ending.Token))
        {
            await Task.WhenAll(_interfaces().Select(AskAsync));
        }
    }

    private async Task AskAsync(WireGuardInterface one)
    {
        var before = one.IsSilent;
        await one.ProbeAsync(_ending.Token);
        switch (before, one.IsSilent)
        {
            case (false, true):
                Log.Silent(_log, one.Name);
                break;
            case (true, false):
                Log.Answers(_log, one.Name);
                break;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(EventIds.WireGuardSilent, LogLevel.Error, "{Interface} answers no handshakes")]
        public static partial void Silent(ILogger logger, string @interface);

        [LoggerMessage(EventIds.WireGuardAnswers, LogLevel.Information, "{Interface} answers handshakes again")]
        public static partial void Answers(ILogger logger, string @interface);
    }
}
