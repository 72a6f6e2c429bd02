namespace Holdfast.Model.Profiles;

/// <summary>A protocol and what carries it, written as the client API does: <c>wireguard+tcp</c>.</summary>
public readonly record struct ProtocolTransport(Protocol Protocol, Transport Transport)
{
    public static readonly ProtocolTransport OpenVpnUdp = new(Protocol.OpenVpn, Transport.Udp);
    public static readonly ProtocolTransport OpenVpnTcp = new(Protocol.OpenVpn, Transport.Tcp);
    public static readonly ProtocolTransport WireGuardUdp = new(Protocol.WireGuard, Transport.Udp);
    public static readonly ProtocolTransport WireGuardTcp = new(Protocol.WireGuard, Transport.Tcp);

    public override string ToString() => $"{ProtocolWords.Of(Protocol)}+{(Transport == Transport.Udp ? "udp" : "tcp")}";
}
