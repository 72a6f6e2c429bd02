using Holdfast.Model.DesiredState;

namespace Holdfast.Node.Applying;

/// <summary>Compares two states of a node.</summary>
public static class Difference
{
    /// <summary>Compares everything.</summary>
    public static StateDifference Between(NodeState before, NodeState after)
    {
        var all = new HashSet<Guid>(before.Peers.Keys);
        all.UnionWith(after.Peers.Keys);
        all.UnionWith(before.Clients.Keys);
        all.UnionWith(after.Clients.Keys);
        return Between(before, after, all);
    }

    /// <summary>Compares services and the named configurations; the caller knows that no other changed.</summary>
    public static StateDifference Between(NodeState before, NodeState after, IReadOnlySet<Guid> touched)
    {
        var peers = Changes(before.Peers, after.Peers, touched, Moved);
        var clients = Changes(before.Clients, after.Clients, touched, Moved);
        var (services, removedServices) = ServiceChanges(before, after);
        return new StateDifference
        {
            Services = services,
            RemovedServices = removedServices,
            Peers = peers.Changed,
            RemovedPeers = peers.Removed,
            Clients = clients.Changed,
            RemovedClients = clients.Removed,
            DrainChanged = before.Draining != after.Draining,
        };
    }

    private static bool Moved(WireGuardPeer before, WireGuardPeer after) =>
        before.ProfileId != after.ProfileId || !before.PublicKey.Equals(after.PublicKey);

    private static bool Moved(OpenVpnClient before, OpenVpnClient after) => before.ProfileId != after.ProfileId;

    private static (List<T> Changed, List<T> Removed) Changes<T>(
        IReadOnlyDictionary<Guid, T> before,
        IReadOnlyDictionary<Guid, T> after,
        IReadOnlySet<Guid> touched,
        Func<T, T, bool> moved
    )
        where T : class
    {
        List<T> changed = [];
        List<T> removed = [];
        foreach (var id in touched)
        {
            var old = before.GetValueOrDefault(id);
            var now = after.GetValueOrDefault(id);
            if (now is not null && !now.Equals(old))
            {
                changed.Add(now);
            }

            if (old is not null && (now is null || moved(old, now)))
            {
                removed.Add(old);
            }
        }

        return (changed, removed);
    }

    private static (List<ProfileServices> Changed, List<ProfileServices> Removed) ServiceChanges(
        NodeState before,
        NodeState after
    ) =>
        ReferenceEquals(before.Services, after.Services)
            ? ([], [])
            : (
                [
                    .. after.Services.Values.Where(s =>
                        !before.Services.TryGetValue(s.ProfileId, out var old) || !ServiceComparison.Same(old, s)
                    ),
                ],
                [.. before.Services.Values.Where(s => !after.Services.ContainsKey(s.ProfileId))]
            );
}
