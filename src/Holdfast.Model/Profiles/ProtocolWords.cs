namespace Holdfast.Model.Profiles;

/// <summary>The client API's names of the protocols.</summary>
public static class ProtocolWords
{
    public static string Of(Protocol protocol) =>
        protocol switch
        {
            Protocol.WireGuard => "wireguard",
            Protocol.OpenVpn => "openvpn",
            _ => throw new ArgumentOutOfRangeException(nameof(protocol), protocol, "Not a protocol."),
        };
}
