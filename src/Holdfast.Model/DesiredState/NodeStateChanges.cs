using System.Collections.Immutable;

namespace Holdfast.Model.DesiredState;

public static class NodeStateChanges
{
    /// <summary>The state after a delta. The caller has checked that <see cref="NodeDelta.From"/> is the state's revision.</summary>
    public static NodeState With(this NodeState state, NodeDelta delta)
    {
        var peers = state.Peers.ToBuilder();
        var clients = state.Clients.ToBuilder();
        foreach (var id in delta.Removed)
        {
            peers.Remove(id);
            clients.Remove(id);
        }

        foreach (var peer in delta.Peers)
        {
            peers[peer.ConfigurationId] = peer;
        }

        foreach (var client in delta.Clients)
        {
            clients[client.ConfigurationId] = client;
        }

        return state with
        {
            Revision = delta.To,
            Services = delta.Services?.ToImmutableDictionary(s => s.ProfileId) ?? state.Services,
            Peers = peers.ToImmutable(),
            Clients = clients.ToImmutable(),
            Draining = delta.Draining ?? state.Draining,
        };
    }
}
