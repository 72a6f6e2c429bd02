using System.Net;
using System.Text;
using Holdfast.Model.DesiredState;
using Holdfast.Node.OpenVpn.Configuration;

namespace Holdfast.Node.Tests.OpenVpn.Configuration;

public sealed class ClientFileTests
{
    private static readonly OpenVpnPush Split = new()
    {
        DefaultGateway = false,
        BlockLan = true,
        Routes = [IPNetwork.Parse("10.1.0.0/16"), IPNetwork.Parse("fd10::/32")],
        ExcludedRoutes = [IPNetwork.Parse("10.1.2.0/24"), IPNetwork.Parse("fd10:1::/48")],
        DnsServers = ["@GW4@", "@GW6@", "2620:FE::FE"],
        DnsSearchDomains = ["example.org", "corp.example.org"],
    };

    [Fact]
    public void Render_FullTunnel_IsTheGoldenText()
    {
        var push = new OpenVpnPush
        {
            DefaultGateway = true,
            BlockLan = true,
            DnsServers = ["9.9.9.9"],
        };
        Assert.Equal(
            """
            ifconfig-push 10.61.0.5 255.255.255.192
            ifconfig-ipv6-push fd61::5/112 fd61::1
            push "topology subnet"
            push "route-gateway 10.61.0.1"
            push "explicit-exit-notify 1"
            push "redirect-gateway def1 ipv6 block-local"
            push "route 0.0.0.0 0.0.0.0"
            push "dhcp-option DNS 9.9.9.9"

            """,
            Render(TestServices.Udp with { Push = push }, 3)
        );
    }

    [Fact]
    public void Render_SplitTunnelOverTcp_IsTheGoldenText() =>
        Assert.Equal(
            """
            ifconfig-push 10.61.0.66 255.255.255.192
            ifconfig-ipv6-push fd61::1:2/112 fd61::1:1
            push "topology subnet"
            push "route-gateway 10.61.0.65"
            push "socket-flags TCP_NODELAY"
            push "route 10.1.0.0 255.255.0.0"
            push "route-ipv6 fd10::/32"
            push "route 10.1.2.0 255.255.255.0 net_gateway"
            push "route-ipv6 fd10:1::/48 net_gateway_ipv6"
            push "dhcp-option DNS 10.61.0.65"
            push "dhcp-option DNS fd61::1:1"
            push "dhcp-option DNS 2620:fe::fe"
            push "dhcp-option DOMAIN example.org"
            push "dhcp-option DOMAIN-SEARCH example.org"
            push "dhcp-option DOMAIN-SEARCH corp.example.org"

            """,
            Render(TestServices.Tcp with { Push = Split }, 0)
        );

    [Fact]
    public void Render_SplitTunnelWithoutSearchDomains_TellsNoServers() =>
        Assert.DoesNotContain(
            "dhcp-option",
            Render(TestServices.Udp with { Push = Split with { DnsSearchDomains = [] } }, 0)
        );

    [Theory]
    [InlineData(-1, false)]
    [InlineData(0, true)]
    [InlineData(60, true)]
    [InlineData(61, false)]
    public void Fits_Slot_OnlyInsideThePart(int slot, bool expected) =>
        Assert.Equal(expected, new ClientFile(TestServices.Udp).Fits(slot));

    private static string Render(OpenVpnService service, int slot) =>
        Encoding.ASCII.GetString(new ClientFile(service).Render(slot));
}
