using Holdfast.Data;
using Holdfast.Data.Nodes;
using Holdfast.Data.Problems;
using Microsoft.Extensions.Hosting;

namespace Holdfast.Portal.Nodes;

/// <summary>
/// Holds the doors shut at the start until the links to the nodes stand, or a few seconds have passed: a balancer that only looks
/// whether a port is open would send people to a portal that cannot connect them yet, while another can.
/// </summary>
public sealed class FirstLinks(IDatabase database, NodeStore nodes, NodeRegistry registry, TimeProvider clock)
    : IHostedService
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(20);

    /// <summary>Services start in the order in which they were added; the doors are the last.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        try
        {
            var began = clock.GetTimestamp();
            var known = await database.ReadAsync(nodes.ListAsync, cancellationToken);
            while (known.Any(IsAwaited) && clock.GetElapsedTime(began) < Longest)
            {
                await Task.Delay(Interval, clock, cancellationToken);
            }
        }
        catch (DatabaseException)
        {
            // Whoever comes will be told so.
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>A node that was dialled and is away is not waited for.</summary>
    private bool IsAwaited(Node node)
    {
        var state = registry[node.Id];
        return state.Status is null && state.Condition.Reason is null;
    }
}
