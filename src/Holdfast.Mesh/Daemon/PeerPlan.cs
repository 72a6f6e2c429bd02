using System.Net;
using Holdfast.Linux.WireGuard;
using Holdfast.Model.Keys;

namespace Holdfast.Mesh.Daemon;

/// <summary>
/// The way from what the device has to what it should have, without a gap: a prefix goes from one peer to another in one step, and nothing
/// else of either is touched.
/// </summary>
internal static class PeerPlan
{
    public static IReadOnlyList<PeerChange> Changes(
        IReadOnlyDictionary<WireGuardKey, PlannedPeer> before,
        IReadOnlyDictionary<WireGuardKey, PlannedPeer> after
    )
    {
        var stillHeld = after.Values.SelectMany(peer => peer.Held).ToHashSet();
        var changes = new List<PeerChange>();
        foreach (var peer in after.Values)
        {
            if (!before.TryGetValue(peer.Key, out var old))
            {
                changes.Add(New(peer));
            }
            else if (Change(old, peer, stillHeld) is { } change)
            {
                changes.Add(change);
            }
        }

        // The last, so that what they held has gone to others by then.
        changes.AddRange(before.Keys.Except(after.Keys).Select(key => new PeerChange(key) { Remove = true }));
        return changes;
    }

    /// <summary>Nothing is kept of the peer but what is planned of it.</summary>
    public static IReadOnlyList<PeerChange> Renewed(PlannedPeer peer) =>
        [new PeerChange(peer.Key) { Remove = true }, New(peer)];

    private static PeerChange New(PlannedPeer peer) =>
        new(peer.Key) { Endpoint = peer.Endpoint, AddedAllowedIPs = [peer.Own, .. peer.Held] };

    private static PeerChange? Change(PlannedPeer old, PlannedPeer peer, HashSet<IPNetwork> stillHeld)
    {
        var endpoint = old.Endpoint.Equals(peer.Endpoint) ? null : peer.Endpoint;
        if (old.Held.Except(peer.Held).Any(gone => !stillHeld.Contains(gone)))
        {
            // It goes to nobody: only the whole list can say so.
            return new(peer.Key)
            {
                UpdateOnly = true,
                Endpoint = endpoint,
                AllowedIPs = [peer.Own, .. peer.Held],
            };
        }

        var added = peer.Held.Except(old.Held).ToList();
        return added.Count > 0 || endpoint is not null
            ? new(peer.Key)
            {
                UpdateOnly = true,
                Endpoint = endpoint,
                AddedAllowedIPs = added,
            }
            : null;
    }
}
