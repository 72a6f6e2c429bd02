namespace Holdfast.Model.Profiles;

/// <summary>What a profile offers, the preferred protocol first, UDP before TCP.</summary>
public static class ProfileTransports
{
    /// <summary>In the client API: <c>vpn_proto_transport_list</c>.</summary>
    public static IReadOnlyList<ProtocolTransport> Of(Profile profile)
    {
        ProtocolTransport[] wireGuard = [.. OfWireGuard(profile.WireGuard)];
        ProtocolTransport[] openVpn = [.. OfOpenVpn(profile.OpenVpn)];
        return profile.PreferredProtocol == Protocol.OpenVpn ? [.. openVpn, .. wireGuard] : [.. wireGuard, .. openVpn];
    }

    /// <summary>In the client API: <c>vpn_proto_list</c>.</summary>
    public static IReadOnlyList<Protocol> ProtocolsOf(Profile profile) =>
        [.. Of(profile).Select(offer => offer.Protocol).Distinct()];

    private static IEnumerable<ProtocolTransport> OfWireGuard(WireGuardOptions? options)
    {
        if (options is { Udp: true })
        {
            yield return ProtocolTransport.WireGuardUdp;
        }

        if (options is { Tcp: true })
        {
            yield return ProtocolTransport.WireGuardTcp;
        }
    }

    private static IEnumerable<ProtocolTransport> OfOpenVpn(OpenVpnOptions? options)
    {
        if (options is { UdpPorts.Count: > 0 })
        {
            yield return ProtocolTransport.OpenVpnUdp;
        }

        if (options is { TcpPorts.Count: > 0 })
        {
            yield return ProtocolTransport.OpenVpnTcp;
        }
    }
}
