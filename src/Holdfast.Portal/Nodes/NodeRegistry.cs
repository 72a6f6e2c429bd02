using System.Collections.Concurrent;

namespace Holdfast.Portal.Nodes;

/// <summary>The link states of all nodes, and the bell that tells a link that its node's desired state has changed.</summary>
public sealed class NodeRegistry(TimeProvider clock)
{
    private readonly ConcurrentDictionary<string, NodeLinkState> _states = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Bell> _bells = new(StringComparer.Ordinal);
    private readonly Bell _membership = new();

    public NodeLinkState this[string nodeId] =>
        _states.GetOrAdd(nodeId, id => new NodeLinkState(id, clock, Changes.Tell));

    /// <summary>Told when a node is linked, unlinked, or says something new of itself.</summary>
    public Changes Changes { get; } = new();

    public IEnumerable<NodeLinkState> All => _states.Values;

    /// <summary>Rings when nodes were added or removed.</summary>
    public Bell Membership => _membership;

    /// <summary>Rings when a commit changed what the node should be.</summary>
    public Bell BellOf(string nodeId) => _bells.GetOrAdd(nodeId, _ => new Bell());

    public void Forget(string nodeId)
    {
        _states.TryRemove(nodeId, out _);
        _bells.TryRemove(nodeId, out _);
    }
}
