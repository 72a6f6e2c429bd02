using Holdfast.Model.Profiles;

namespace Holdfast.Model.Tests.Profiles;

public sealed class ProtocolChoiceTests
{
    private static readonly string[] All =
    [
        "application/x-openvpn-profile",
        "application/x-wireguard-profile",
        "application/x-wireguard+tcp-profile",
    ];

    private static string Order(
        IEnumerable<string?> accept,
        bool preferTcp = false,
        Profile? profile = null,
        bool key = true
    ) =>
        string.Join(
            ' ',
            ProtocolChoice.Order(profile ?? SomeProfiles.Employees, ClientAbilities.FromAccept(accept, key), preferTcp)
        );

    [Fact]
    public void Order_ThreeAcceptLines_AllInProfileOrder() =>
        Assert.Equal("wireguard+udp wireguard+tcp openvpn+udp openvpn+tcp", Order(All));

    [Fact]
    public void Order_OneCommaJoinedLineWithQuality_SameAsLines() =>
        Assert.Equal(
            "wireguard+udp openvpn+udp openvpn+tcp",
            Order(["application/x-wireguard-profile, Application/X-OpenVPN-Profile;q=0.5"])
        );

    [Fact]
    public void Order_PreferTcp_TcpFirstAndStable() =>
        Assert.Equal("wireguard+tcp openvpn+tcp wireguard+udp openvpn+udp", Order(All, preferTcp: true));

    [Fact]
    public void Order_OpenVpnPreferred_OpenVpnFirst() =>
        Assert.Equal(
            "openvpn+udp openvpn+tcp wireguard+udp wireguard+tcp",
            Order(All, profile: SomeProfiles.Employees with { PreferredProtocol = Protocol.OpenVpn })
        );

    [Theory]
    [InlineData]
    [InlineData("")]
    [InlineData("*/*")]
    [InlineData("text/html,application/json")]
    [InlineData(null)]
    public void Order_NoKnownType_EverythingButWireGuardInTcp(params string?[]? accept) =>
        Assert.Equal("wireguard+udp openvpn+udp openvpn+tcp", Order(accept ?? [null]));

    [Fact]
    public void Order_NoPublicKey_NoWireGuard() => Assert.Equal("openvpn+udp openvpn+tcp", Order(All, key: false));

    [Fact]
    public void Order_OnlyTypeThatTheProfileLacks_Empty()
    {
        var profile = SomeProfiles.Employees with { OpenVpn = null };

        Assert.Empty(Order(["application/x-openvpn-profile"], profile: profile));
        Assert.Equal(
            "no common VPN protocol [CLIENT=openvpn+tcp,openvpn+udp SERVER=wireguard+tcp,wireguard+udp]",
            ProtocolChoice.NothingInCommon(profile, ClientAbilities.FromAccept(["application/x-openvpn-profile"], true))
        );
    }

    [Fact]
    public void Order_WireGuardOnlyInsideTcp_NoUdp() =>
        Assert.Equal(
            "wireguard+tcp openvpn+udp openvpn+tcp",
            Order(All, profile: SomeProfiles.Employees with { WireGuard = SomeProfiles.WireGuard with { Udp = false } })
        );

    [Fact]
    public void Order_NoUdpPorts_OpenVpnTcpOnly() =>
        Assert.Equal(
            "openvpn+tcp",
            Order(
                All,
                profile: SomeProfiles.Employees with
                {
                    WireGuard = null,
                    OpenVpn = SomeProfiles.OpenVpn with { UdpPorts = [] },
                }
            )
        );

    [Fact]
    public void FromAccept_EndlessHeader_ReadsOnlyItsBeginning()
    {
        var flood = string.Join(',', Enumerable.Repeat("a/b", 100_000)) + ",application/x-wireguard+tcp-profile";

        Assert.DoesNotContain(
            ProtocolTransport.WireGuardTcp,
            ClientAbilities.FromAccept([flood], hasPublicKey: true).Transports
        );
    }

    [Fact]
    public void ProtocolsOf_BothProtocols_EachOnce() =>
        Assert.Equal([Protocol.WireGuard, Protocol.OpenVpn], ProfileTransports.ProtocolsOf(SomeProfiles.Employees));

    [Theory]
    [InlineData(Protocol.OpenVpn, Transport.Tcp, "application/x-openvpn-profile")]
    [InlineData(Protocol.WireGuard, Transport.Udp, "application/x-wireguard-profile")]
    [InlineData(Protocol.WireGuard, Transport.Tcp, "application/x-wireguard+tcp-profile")]
    public void ContentTypeOf_Offer_Exact(Protocol protocol, Transport transport, string expected) =>
        Assert.Equal(expected, ContentTypes.Of(new(protocol, transport)));
}
