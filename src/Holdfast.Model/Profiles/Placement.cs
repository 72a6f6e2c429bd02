namespace Holdfast.Model.Profiles;

/// <summary>How the nodes of a profile share its clients.</summary>
public enum Placement
{
    /// <summary>Each node has its own key, endpoint and part of the pool; a WireGuard client is given one node.</summary>
    Spread,

    /// <summary>
    /// All nodes have the same keys and peers, and clients see one address, which the nodes carry in turn (failover) or which belongs to a
    /// balancer in front of them: any node can serve any client.
    /// </summary>
    Shared,
}
