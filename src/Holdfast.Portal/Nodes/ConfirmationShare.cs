using Holdfast.Data;
using Holdfast.Data.Configurations;
using Holdfast.Data.Epochs;
using Holdfast.Data.Nodes;
using Holdfast.Model.DesiredState;
using Holdfast.Portal.Hosting;
using Holdfast.Portal.Jobs;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Holdfast.Portal.Nodes;

/// <summary>
/// Tells the other portals, through the database, that a node has cut somebody off: one that has no link to the node would say "not
/// yet" for ever. Only where somebody waits for it; what else nodes confirm is not written down.
/// </summary>
public sealed partial class ConfirmationShare(
    IDatabase database,
    PlacementStore placements,
    EpochStore epochs,
    NodeConfirmationStore confirmations,
    NodeRegistry registry,
    TimeProvider clock,
    ILogger<ConfirmationShare> logger
) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private readonly Quiet _quiet = new(clock);
    private readonly Dictionary<string, Revision> _shared = new(StringComparer.Ordinal);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Rounds.DoAsync(Interval, clock, LookAsync, stoppingToken);

    private async Task LookAsync(CancellationToken cancel)
    {
        var news = registry
            .All.Select(state => (state.NodeId, state.Acknowledgements.Applied))
            .Where(heard => heard.Applied > _shared.GetValueOrDefault(heard.NodeId, Revision.None))
            .ToDictionary(heard => heard.NodeId, heard => heard.Applied, StringComparer.Ordinal);
        if (news.Count == 0)
        {
            return;
        }

        if (await Rounds.TryAsync(_quiet, stop => ShareAsync(news, stop), why => Log.HasToWait(logger, why), cancel))
        {
            foreach (var (nodeId, applied) in news)
            {
                _shared[nodeId] = applied;
            }
        }
    }

    private async Task ShareAsync(Dictionary<string, Revision> news, CancellationToken cancel)
    {
        var waitedFor = await database.ReadAsync(unit => WaitedForAsync(unit, news), cancel);
        if (waitedFor.Count > 0)
        {
            await database.WriteAsync(
                async unit =>
                {
                    // Everybody locks the rows in the same order.
                    foreach (var nodeId in waitedFor.Order(StringComparer.Ordinal))
                    {
                        await confirmations.SetAsync(unit, nodeId, news[nodeId]);
                    }

                    return true;
                },
                cancel
            );
        }
    }

    private async Task<IReadOnlyList<string>> WaitedForAsync(IUnitOfWork unit, Dictionary<string, Revision> news)
    {
        var epoch = await epochs.ReadAsync(unit);
        var known = await confirmations.ReadAsync(unit);
        return
        [
            .. (await placements.EndedOfDisabledAsync(unit, clock.GetUtcNow()))
                .Where(cut =>
                    news.TryGetValue(cut.NodeId, out var applied)
                    && new Revision(epoch, cut.Revision) is var wanted
                    && applied >= wanted
                    && known.GetValueOrDefault(cut.NodeId, Revision.None) < wanted
                )
                .Select(cut => cut.NodeId)
                .Distinct(StringComparer.Ordinal),
        ];
    }

    private static partial class Log
    {
        [LoggerMessage(
            EventIds.ConfirmationsWait,
            LogLevel.Warning,
            "What nodes have confirmed cannot be shared with other portals: {Reason}"
        )]
        public static partial void HasToWait(ILogger logger, string reason);
    }
}
