using Microsoft.Extensions.Logging;

namespace Holdfast.Node.Probing;

/// <summary>Asks all services of a plane, again and again. Beside all else: a process that hangs holds up who reads it.</summary>
internal sealed partial class SelfProbes : IAsyncDisposable
{
    private readonly Func<IEnumerable<IProbed>> _services;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly CancellationTokenSource _ending = new();
    private readonly Task _asking;

    /// <param name="every">Null: never.</param>
    public SelfProbes(Func<IEnumerable<IProbed>> services, TimeSpan? every, TimeProvider time, ILogger log)
    {
        (_services, _time, _log) = (services, time, log);
        _asking = every is { } period ? Task.Run(() => AskAsync(period)) : Task.CompletedTask;
    }

    /// <summary>May be called again.</summary>
    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        await _asking.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task AskAsync(TimeSpan period)
    {
        using var timer = new PeriodicTimer(period, _time);
        while (await timer.WaitForNextTickAsync(_ending.Token))
        {
            await Task.WhenAll(_services().Select(AskAsync));
        }
    }

    private async Task AskAsync(IProbed one)
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
        [LoggerMessage(EventIds.ServiceSilent, LogLevel.Error, "{Service} answers no clients")]
        public static partial void Silent(ILogger logger, string service);

        [LoggerMessage(EventIds.ServiceAnswers, LogLevel.Information, "{Service} answers clients again")]
        public static partial void Answers(ILogger logger, string service);
    }
}
