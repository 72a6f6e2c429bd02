using Holdfast.Portal.Hosting;
using Holdfast.Portal.Jobs;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Holdfast.Portal.Features.Failover;

/// <summary>
/// Brings changes of the heartbeat key to their end. Each portal tries; the revision of the group lets one of them.
/// </summary>
public sealed partial class KeyRound(FailoverCommands commands, TimeProvider clock, ILogger<KeyRound> logger)
    : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    private readonly Quiet _quiet = new(clock);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Rounds.DoAsync(
            Interval,
            clock,
            stop => Rounds.TryAsync(_quiet, commands.GoOnWithKeyAsync, reason => Log.Waits(logger, reason), stop),
            stoppingToken
        );

    private static partial class Log
    {
        [LoggerMessage(
            EventIds.KeyChangeWaits,
            LogLevel.Warning,
            "Changes of the heartbeat key have to wait: {Reason}"
        )]
        public static partial void Waits(ILogger logger, string reason);
    }
}
