namespace Holdfast.Model.Profiles;

/// <summary>Content types of client configurations. Apps compare them exactly: never with a <c>charset</c> behind.</summary>
public static class ContentTypes
{
    public const string OpenVpn = "application/x-openvpn-profile";
    public const string WireGuard = "application/x-wireguard-profile";
    public const string WireGuardTcp = "application/x-wireguard+tcp-profile";

    public static string Of(ProtocolTransport offer) =>
        offer.Protocol == Protocol.OpenVpn ? OpenVpn
        : offer.Transport == Transport.Tcp ? WireGuardTcp
        : WireGuard;
}
