using System.Net;
using Holdfast.Model.Keys;

namespace Holdfast.Linux.WireGuard;

/// <summary>What to change on a WireGuard interface. Null means: leave as it is.</summary>
public sealed record DeviceChange
{
    public WireGuardKey? PrivateKey { get; init; }

    public int? ListenPort { get; init; }

    public uint? FirewallMark { get; init; }

    /// <summary>In this order: a peer that takes over an address comes after the one that gives it up.</summary>
    public IReadOnlyList<PeerChange> Peers { get; init; } = [];
}

/// <summary>Adds or changes one peer, or removes it.</summary>
public sealed record PeerChange(WireGuardKey PublicKey)
{
    /// <summary>Removes the peer; all else is ignored.</summary>
    public bool Remove { get; init; }

    /// <summary>Only an existing peer is changed; a missing one is not added.</summary>
    public bool UpdateOnly { get; init; }

    /// <summary>Null: as before. All zero: none.</summary>
    public WireGuardKey? PresharedKey { get; init; }

    public IPEndPoint? Endpoint { get; init; }

    /// <summary>Replaces the peer's list; null: as before.</summary>
    public IReadOnlyList<IPNetwork>? AllowedIPs { get; init; }

    /// <summary>
    /// Comes to the peer's list, whatever that is, and goes from the list of whoever had it: one step, in which each packet has one peer.
    /// </summary>
    public IReadOnlyList<IPNetwork> AddedAllowedIPs { get; init; } = [];

    /// <summary>Seconds; 0 switches it off.</summary>
    public int? Keepalive { get; init; }
}
