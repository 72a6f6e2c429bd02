using Holdfast.Data;
using Holdfast.Data.Sources;
using Holdfast.Portal.Features.Audit;
using Holdfast.Portal.Hosting;
using Holdfast.Portal.Jobs;
using Holdfast.Portal.Sources.Settings;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Holdfast.Portal.Sources.People;

/// <summary>Looks at each source when it is time, on whichever portal comes first.</summary>
public sealed partial class SourceRound(
    IDatabase database,
    SourceBook book,
    SourceLookStore looks,
    SourceSync sync,
    SourceExpiry expiry,
    TimeProvider clock,
    ILogger<SourceRound> logger
) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(15);

    private readonly Quiet _quiet = new(clock);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Rounds.DoAsync(Interval, clock, TurnAsync, stoppingToken);

    internal Task TurnAsync(CancellationToken cancel) =>
        Rounds.TryAsync(_quiet, RunAsync, reason => Log.Failed(logger, reason), cancel);

    private async Task RunAsync(CancellationToken cancel)
    {
        var (set, done) = await database.ReadAsync(
            async unit => (await book.ReadAsync(unit), await looks.ListAsync(unit)),
            cancel
        );
        foreach (var source in set.Sources.Where(source => IsDue(source, done)))
        {
            await sync.RunAsync(source.Id, evenIfMany: false, Actor.Holdfast, cancel);
        }

        foreach (var source in set.Sources.Where(source => source.Enabled))
        {
            await expiry.RunAsync(source, cancel);
        }
    }

    /// <summary>A look in the future comes from a clock that was wrong.</summary>
    private bool IsDue(SourceSettings source, IReadOnlyList<SourceLook> done)
    {
        var now = clock.GetUtcNow();
        var last = done.FirstOrDefault(look => look.SourceId == source.Id)?.At;
        return source is { Enabled: true, CanBeRead: true, Sync.Minutes: > 0 }
            && (last is not { } at || at > now || now - at >= TimeSpan.FromMinutes(source.Sync.Minutes));
    }

    private static partial class Log
    {
        [LoggerMessage(EventIds.SourceSyncFailed, LogLevel.Warning, "Sources are not looked at: {Reason}")]
        public static partial void Failed(ILogger logger, string reason);
    }
}
