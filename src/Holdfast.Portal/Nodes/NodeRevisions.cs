using Holdfast.Data;
using Holdfast.Data.Configurations;
using Holdfast.Data.Nodes;

namespace Holdfast.Portal.Nodes;

/// <summary>
/// The revisions that one unit of work raises: each node at most once, however many things change for it. After the commit its
/// bell rings.
/// </summary>
public sealed class NodeRevisions(IUnitOfWork unit, NodeStore nodes, NodeRegistry registry)
{
    private readonly Dictionary<string, long> _raised = new(StringComparer.Ordinal);

    /// <summary>The number under which this unit's changes for the node stand. Takes the node's row lock until the commit.</summary>
    public async Task<long> RaiseAsync(string nodeId, bool servicesChanged = false)
    {
        if (_raised.TryGetValue(nodeId, out var revision) && !servicesChanged)
        {
            return revision;
        }

        revision = await nodes.BumpRevisionAsync(unit, nodeId, servicesChanged);
        _raised[nodeId] = revision;
        unit.AfterCommit(() => registry.BellOf(nodeId).Ring());
        return revision;
    }

    /// <summary>For what happens on several nodes at once.</summary>
    public async Task<IReadOnlyList<PlacementRevision>> RaiseAllAsync(IEnumerable<string> nodeIds)
    {
        var raised = new List<PlacementRevision>();
        // Everybody locks the rows in the same order.
        foreach (var nodeId in nodeIds.Order(StringComparer.Ordinal))
        {
            raised.Add(new(nodeId, await RaiseAsync(nodeId)));
        }

        return raised;
    }

    /// <summary>The services of every node are to be looked at again.</summary>
    public async Task RaiseServicesAsync()
    {
        foreach (var node in await nodes.ListAsync(unit))
        {
            await RaiseAsync(node.Id, servicesChanged: true);
        }
    }
}
