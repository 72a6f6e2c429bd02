using System.Net;
using Holdfast.Linux.WireGuard;
using Holdfast.Model.DesiredState;

namespace Holdfast.Node.Takeover;

/// <summary>
/// From one look at a device to the next: who did something meanwhile, and what the other nodes have not been told. Activity is
/// authenticated bytes from the client, or a handshake. Not for several threads.
/// </summary>
internal sealed class ActivityLog
{
    private readonly Dictionary<Guid, Seen> _seen = [];

    /// <param name="now">By the monotonic clock.</param>
    /// <param name="wall">The same moment, by the clock that devices count handshakes with.</param>
    /// <returns>Clients that moved or did something since the last look; of those that are seen first, when they last shook hands.</returns>
    public IReadOnlyList<Sighting> Look(
        IEnumerable<(WireGuardPeer Peer, PeerState State)> peers,
        TimeSpan now,
        DateTimeOffset wall
    )
    {
        List<Sighting> changed = [];
        HashSet<Guid> present = [];
        foreach (var (peer, state) in peers)
        {
            present.Add(peer.ConfigurationId);
            var seen = new Seen(state.Received, state.LastHandshake, state.Endpoint);
            var before = _seen.GetValueOrDefault(peer.ConfigurationId);
            _seen[peer.ConfigurationId] = seen;
            if (seen is { Handshake: { } handshake, Endpoint: { } endpoint } && seen != before)
            {
                var since = before is null && handshake < wall ? wall - handshake : TimeSpan.Zero;
                changed.Add(new Sighting(peer.ConfigurationId, endpoint, now - since));
            }
        }

        foreach (var gone in _seen.Keys.Where(id => !present.Contains(id)).ToList())
        {
            _seen.Remove(gone);
        }

        return changed;
    }

    private sealed record Seen(long Received, DateTimeOffset? Handshake, IPEndPoint? Endpoint);
}
