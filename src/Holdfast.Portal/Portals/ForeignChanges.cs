using Holdfast.Data;
using Holdfast.Data.Epochs;
using Holdfast.Data.Nodes;
using Holdfast.Data.Problems;
using Holdfast.Portal.Nodes;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Holdfast.Portal.Portals;

/// <summary>
/// Rings the bells of links for what other portals have committed: looks at two rows, several times a second, and further only when
/// they have changed. A look needs no connection that could be lost without anybody noticing, and works on both databases.
/// </summary>
public sealed partial class ForeignChanges(
    IDatabase database,
    NodeStore nodes,
    EpochStore epochs,
    NodeRegistry registry,
    TimeProvider clock,
    ILogger<ForeignChanges> logger
) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);

    /// <summary>After a failure.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly Dictionary<string, long> _known = new(StringComparer.Ordinal);
    private (long Epoch, NodeMark? Nodes) _mark;
    private bool _away;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var pause = await LookAsync(stoppingToken) ? Interval : Pause;
            await Task.Delay(pause, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <returns>False: the database is away.</returns>
    private async Task<bool> LookAsync(CancellationToken cancel)
    {
        try
        {
            var (mark, present) = await database.ReadAsync(ReadAsync, cancel);
            if (mark != _mark)
            {
                Ring(present, all: mark.Epoch != _mark.Epoch);
            }

            (_mark, _away) = (mark, false);
            return true;
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            return true;
        }
        catch (DatabaseException away)
        {
            if (!_away)
            {
                Log.CannotLook(logger, away.Message);
            }

            _away = true;
            return false;
        }
    }

    private async Task<((long Epoch, NodeMark? Nodes) Mark, IReadOnlyList<Node> Present)> ReadAsync(IUnitOfWork unit)
    {
        (long, NodeMark?) mark = (await epochs.ReadAsync(unit), await nodes.MarkAsync(unit));
        return (mark, mark == _mark ? [] : await nodes.ListAsync(unit));
    }

    /// <summary>Our own changes have rung already; a second ring finds nothing new and costs one look.</summary>
    private void Ring(IReadOnlyList<Node> present, bool all)
    {
        var gone = _known.Keys.Except(present.Select(node => node.Id), StringComparer.Ordinal).ToList();
        if (gone.Count > 0 || present.Any(node => !_known.ContainsKey(node.Id)))
        {
            registry.Membership.Ring();
        }

        gone.ForEach(id => _known.Remove(id));
        foreach (var node in present)
        {
            if (all || !_known.TryGetValue(node.Id, out var revision) || revision != node.Revision)
            {
                registry.BellOf(node.Id).Ring();
            }

            _known[node.Id] = node.Revision;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(
            EventIds.ForeignChangesUnseen,
            LogLevel.Warning,
            "Cannot look for changes of other portals: {Reason}"
        )]
        public static partial void CannotLook(ILogger logger, string reason);
    }
}
