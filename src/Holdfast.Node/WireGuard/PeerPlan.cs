using System.Net;
using Holdfast.Linux.WireGuard;
using Holdfast.Model.DesiredState;
using Holdfast.Model.Keys;

namespace Holdfast.Node.WireGuard;

/// <summary>What to tell a device so that its peers are as wanted. Pure. What is so already is not told.</summary>
internal static class PeerPlan
{
    /// <summary>Seconds. To switch it on makes a device send at once, and so begin a handshake.</summary>
    public const int AwakeningKeepalive = 1;

    /// <summary>All zero: none.</summary>
    private static readonly WireGuardKey NoPresharedKey = new(new byte[WireGuardKey.Length]);

    /// <summary>From what the device says to what is wanted; removals come first, because others may take over their addresses.</summary>
    public static IReadOnlyList<PeerChange> Mend(
        IReadOnlyList<PeerState> actual,
        IReadOnlyDictionary<WireGuardKey, WireGuardPeer> wanted
    )
    {
        List<PeerChange> removals = [];
        List<PeerChange> changes = [];
        HashSet<WireGuardKey> there = [];
        foreach (var peer in actual)
        {
            there.Add(peer.PublicKey);
            if (!wanted.TryGetValue(peer.PublicKey, out var want))
            {
                removals.Add(Removal(peer.PublicKey));
            }
            else if (Change(peer, want) is { } change)
            {
                changes.Add(change);
            }
        }

        var additions = wanted.Values.Where(w => !there.Contains(w.PublicKey)).Select(Addition);
        return [.. removals, .. changes, .. additions];
    }

    /// <summary>From what we know to be there to what is wanted; null: nothing to tell the device.</summary>
    public static PeerChange? Change(WireGuardPeer? known, WireGuardPeer wanted)
    {
        if (known is null)
        {
            return Addition(wanted);
        }

        var moved = !known.Address4.Equals(wanted.Address4) || !known.Address6.Equals(wanted.Address6);
        var rekeyed = !Equals(known.PresharedKey, wanted.PresharedKey);
        return moved || rekeyed
            ? new PeerChange(wanted.PublicKey)
            {
                PresharedKey = rekeyed ? wanted.PresharedKey ?? NoPresharedKey : null,
                AllowedIPs = moved ? AllowedIPs(wanted) : null,
            }
            : null;
    }

    public static PeerChange Removal(WireGuardKey publicKey) => new(publicKey) { Remove = true };

    public static PeerChange Addition(WireGuardPeer peer) =>
        new(peer.PublicKey) { PresharedKey = peer.PresharedKey ?? NoPresharedKey, AllowedIPs = AllowedIPs(peer) };

    /// <summary>Sends nothing by itself.</summary>
    public static PeerChange Calm(WireGuardKey publicKey) => new(publicKey) { UpdateOnly = true, Keepalive = 0 };

    private static PeerChange? Change(PeerState actual, WireGuardPeer wanted)
    {
        var moved = !HasAddresses(actual.AllowedIPs, wanted);
        var rekeyed = !Equals(actual.PresharedKey ?? NoPresharedKey, wanted.PresharedKey ?? NoPresharedKey);
        return moved || rekeyed
            ? new PeerChange(wanted.PublicKey)
            {
                PresharedKey = rekeyed ? wanted.PresharedKey ?? NoPresharedKey : null,
                AllowedIPs = moved ? AllowedIPs(wanted) : null,
            }
            : null;
    }

    private static bool HasAddresses(IReadOnlyList<IPNetwork> allowed, WireGuardPeer peer) =>
        allowed.Count == 2
        && allowed.Any(n => n.PrefixLength == 32 && n.BaseAddress.Equals(peer.Address4))
        && allowed.Any(n => n.PrefixLength == 128 && n.BaseAddress.Equals(peer.Address6));

    private static IReadOnlyList<IPNetwork> AllowedIPs(WireGuardPeer peer) =>
        [new(peer.Address4, 32), new(peer.Address6, 128)];
}
