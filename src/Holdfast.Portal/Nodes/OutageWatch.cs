using Holdfast.Data;
using Holdfast.Data.Nodes;
using Holdfast.Data.Problems;
using Holdfast.Portal.Jobs;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Holdfast.Portal.Nodes;

/// <summary>
/// Writes down when nodes could not be reached. It looks at how things are and not at events, so what the database did not take is
/// written at the next look.
/// </summary>
public sealed partial class OutageWatch(
    IDatabase database,
    NodeOutageStore outages,
    NodeRegistry registry,
    TimeProvider clock,
    ILogger<OutageWatch> logger
) : BackgroundService
{
    public static readonly TimeSpan Kept = TimeSpan.FromDays(90);

    /// <summary>What is over sooner is not written: the node was restarted, or the network hiccupped.</summary>
    private const int LooksBeforeItCounts = 3;

    private static readonly TimeSpan LookInterval = TimeSpan.FromSeconds(1);

    private readonly Dictionary<string, Seen> _seen = new(StringComparer.Ordinal);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Rounds.DoAsync(LookInterval, clock, LookAsync, stoppingToken);

    internal async Task LookAsync(CancellationToken cancel)
    {
        var states = registry.All.Where(state => state.Condition.Since is not null).ToList();
        foreach (var gone in _seen.Keys.Except(states.Select(s => s.NodeId), StringComparer.Ordinal).ToList())
        {
            _seen.Remove(gone);
        }

        foreach (var state in states)
        {
            await LookAsync(state.NodeId, state.Condition, cancel);
        }
    }

    private async Task LookAsync(string nodeId, LinkCondition condition, CancellationToken cancel)
    {
        var before = _seen.GetValueOrDefault(nodeId, Seen.Nothing);
        var down = condition.Linked ? 0 : before.LooksDown + 1;
        var counts = down >= LooksBeforeItCounts;
        var toWrite = (condition.Linked || counts) && before.WrittenUp != condition.Linked;
        var written = toWrite && await WriteAsync(nodeId, condition, cancel);
        _seen[nodeId] = new(down, written ? condition.Linked : before.WrittenUp);
    }

    private async Task<bool> WriteAsync(string nodeId, LinkCondition condition, CancellationToken cancel)
    {
        var since = condition.Since ?? clock.GetUtcNow();
        try
        {
            await database.WriteAsync(
                unit =>
                    condition.Linked
                        ? outages.EndAsync(unit, nodeId, since)
                        : outages.BeginAsync(unit, nodeId, since, condition.Reason ?? ""),
                cancel
            );
            return true;
        }
        catch (DatabaseException failure)
        {
            Log.CannotWrite(logger, nodeId, failure.Message);
            return false;
        }
    }

    /// <param name="LooksDown">In a row.</param>
    /// <param name="WrittenUp">What the database knows from us; null: nothing yet.</param>
    private sealed record Seen(int LooksDown, bool? WrittenUp)
    {
        public static readonly Seen Nothing = new(0, null);
    }

    private static partial class Log
    {
        [LoggerMessage(
            EventIds.OutageNotWritten,
            LogLevel.Warning,
            "The history of node {Node} has to wait for the database: {Reason}"
        )]
        public static partial void CannotWrite(ILogger logger, string node, string reason);
    }
}
