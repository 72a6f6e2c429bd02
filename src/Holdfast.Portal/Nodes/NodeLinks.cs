using Holdfast.Data;
using Holdfast.Data.Nodes;
using Holdfast.Data.Problems;
using Holdfast.Portal.Hosting;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Holdfast.Portal.Nodes;

/// <summary>Keeps one link to every node that the database knows.</summary>
public sealed partial class NodeLinks(
    IDatabase database,
    NodeStore nodes,
    NodeRegistry registry,
    NodeLinkFactory links,
    TimeProvider clock,
    ILogger<NodeLinks> logger
) : BackgroundService
{
    /// <summary>How soon a node that another portal added is noticed.</summary>
    private static readonly TimeSpan LookInterval = TimeSpan.FromSeconds(5);

    private readonly Quiet _quiet = new(clock);
    private readonly Dictionary<string, (CancellationTokenSource Stop, Task Running)> _running = new(
        StringComparer.Ordinal
    );

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (true)
            {
                await LookAsync(stoppingToken);
                await registry.Membership.WaitAsync(LookInterval, clock, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            await Task.WhenAll(_running.Keys.ToList().Select(StopAsync));
        }
    }

    private async Task LookAsync(CancellationToken cancel)
    {
        try
        {
            var (wanted, behind) = await database.ReadAsync(
                async unit => (await nodes.ListAsync(unit), unit.MayBeBehind),
                cancel
            );
            _quiet.Forget();
            foreach (var node in wanted.Where(n => !_running.ContainsKey(n.Id)))
            {
                var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
                _running[node.Id] = (stop, links.For(node.Id).RunAsync(stop.Token));
            }

            // A node that is not there may only be late.
            foreach (
                var gone in behind
                    ? []
                    : _running.Keys.Except(wanted.Select(n => n.Id), StringComparer.Ordinal).ToList()
            )
            {
                await StopAsync(gone);
                registry.Forget(gone);
            }
        }
        catch (DatabaseException away)
        {
            // The links that stand go on; the nodes do not notice.
            if (_quiet.MayTell(away.Problem.Id))
            {
                Log.CannotLook(logger, away.Message);
            }
        }
    }

    private async Task StopAsync(string nodeId)
    {
        if (_running.Remove(nodeId, out var link))
        {
            await link.Stop.CancelAsync();
            await link.Running;
            link.Stop.Dispose();
        }
    }

    private static partial class Log
    {
        [LoggerMessage(EventIds.DatabaseAway, LogLevel.Warning, "Cannot read the list of nodes: {Reason}")]
        public static partial void CannotLook(ILogger logger, string reason);
    }
}
