using System.Net;
using Holdfast.Model.Keys;

namespace Holdfast.Linux.WireGuard;

/// <summary>What a WireGuard interface is now.</summary>
public sealed record DeviceState(
    WireGuardKey? PrivateKey,
    int ListenPort,
    uint FirewallMark,
    IReadOnlyList<PeerState> Peers
);

/// <param name="Endpoint">Where the peer's last authenticated packet came from, or what was configured.</param>
/// <param name="LastHandshake">Null: none yet.</param>
/// <param name="Received">Bytes, since the peer was added.</param>
/// <param name="Sent">Bytes, since the peer was added.</param>
/// <param name="Keepalive">Seconds; 0: off.</param>
public sealed record PeerState(
    WireGuardKey PublicKey,
    WireGuardKey? PresharedKey,
    IPEndPoint? Endpoint,
    IReadOnlyList<IPNetwork> AllowedIPs,
    DateTimeOffset? LastHandshake,
    long Received,
    long Sent,
    int Keepalive
);
