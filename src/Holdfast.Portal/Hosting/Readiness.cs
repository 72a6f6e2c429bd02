using Holdfast.Data;
using Holdfast.Data.Nodes;
using Holdfast.Data.Problems;
using Holdfast.Portal.Nodes;

namespace Holdfast.Portal.Hosting;

/// <summary>Whether this portal can serve users: reasons why not.</summary>
public sealed class Readiness(IDatabase database, NodeStore nodes, NodeRegistry registry)
{
    private volatile bool _stopping;

    /// <summary>From now on a load balancer should send nobody here.</summary>
    public void Stop() => _stopping = true;

    public async Task<IReadOnlyList<string>> ReasonsAsync(CancellationToken cancel)
    {
        if (_stopping)
        {
            return ["The portal is stopping."];
        }

        try
        {
            var known = await database.ReadAsync(nodes.ListAsync, cancel);
            return known.Any(IsServing) ? [] : [known.Count == 0 ? "There is no node." : WhyNone(known)];
        }
        catch (DatabaseException away)
        {
            return [away.Message];
        }
    }

    /// <summary>Up to date, and every service works.</summary>
    private bool IsServing(Node node)
    {
        var state = registry[node.Id];
        return state.Acknowledgements.Applied.Number >= node.Revision
            && state.Status is { Services.Count: > 0 } status
            && status.Services.All(service => service.Works);
    }

    private string WhyNone(IReadOnlyList<Node> known) =>
        string.Join(
            " ",
            known.Select(node =>
            {
                var state = registry[node.Id];
                var broken = state.Status?.Services.FirstOrDefault(service => !service.Works);
                return broken is not null
                    ? $"{node.Id}: {broken.Interface}: {broken.Detail}"
                    : $"{node.Id}: {state.Condition.Reason ?? "not up to date"}";
            })
        );
}
