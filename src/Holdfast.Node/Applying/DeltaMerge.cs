using Holdfast.Model.DesiredState;

namespace Holdfast.Node.Applying;

public static class DeltaMerge
{
    /// <summary>One delta that does what both do, one after the other.</summary>
    public static NodeDelta Then(this NodeDelta first, NodeDelta second)
    {
        var gone = second.Removed.ToHashSet();
        var peers = Kept(first.Peers, p => p.ConfigurationId, gone);
        var clients = Kept(first.Clients, c => c.ConfigurationId, gone);
        foreach (var peer in second.Peers)
        {
            peers[peer.ConfigurationId] = peer;
        }

        foreach (var client in second.Clients)
        {
            clients[client.ConfigurationId] = client;
        }

        gone.UnionWith(first.Removed);
        return new NodeDelta
        {
            From = first.From,
            To = second.To,
            Services = second.Services ?? first.Services,
            Peers = [.. peers.Values],
            Clients = [.. clients.Values],
            Removed = [.. gone],
            Draining = second.Draining ?? first.Draining,
        };
    }

    private static Dictionary<Guid, T> Kept<T>(IReadOnlyList<T> items, Func<T, Guid> id, HashSet<Guid> gone)
    {
        var kept = new Dictionary<Guid, T>(items.Count);
        foreach (var item in items.Where(i => !gone.Contains(id(i))))
        {
            kept[id(item)] = item;
        }

        return kept;
    }
}
