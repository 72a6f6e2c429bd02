using System.Net;
using Holdfast.Model.Keys;

namespace Holdfast.Linux.WireGuard;

/// <summary>Collects what an answer tells about one peer, in whatever order.</summary>
internal sealed class PeerBuilder(WireGuardKey publicKey)
{
    private readonly List<IPNetwork> _allowedIPs = [];

    public WireGuardKey PublicKey { get; } = publicKey;

    public WireGuardKey? PresharedKey { get; set; }

    public IPEndPoint? Endpoint { get; set; }

    public long HandshakeSeconds { get; set; }

    public long HandshakeNanoseconds { get; set; }

    public long Received { get; set; }

    public long Sent { get; set; }

    public int Keepalive { get; set; }

    public void Allow(IPNetwork network) => _allowedIPs.Add(network);

    public PeerState Build() =>
        new(
            PublicKey,
            PresharedKey,
            Endpoint,
            _allowedIPs,
            HandshakeTime.From(HandshakeSeconds, HandshakeNanoseconds),
            Received,
            Sent,
            Keepalive
        );
}
