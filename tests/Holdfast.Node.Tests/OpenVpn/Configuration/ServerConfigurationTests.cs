using System.Net;
using Holdfast.Model.DesiredState;
using Holdfast.Model.Profiles;
using Holdfast.Node.OpenVpn.Configuration;

namespace Holdfast.Node.Tests.OpenVpn.Configuration;

public sealed class ServerConfigurationTests
{
    [Fact]
    public void Render_Udp_IsTheGoldenText() =>
        Assert.Equal(
            """
            dev hf1-ou0
            dev-type tun
            topology subnet
            ifconfig 10.61.0.1 255.255.255.192
            ifconfig-ipv6 fd61::1/112 fd61::2
            tun-mtu 1500
            proto udp6
            port 1194
            multihome
            ca ca.pem
            cert server.pem
            key server.key
            tls-crypt tls-crypt.key
            dh none
            tls-version-min 1.3
            data-ciphers AES-256-GCM:CHACHA20-POLY1305
            mode server
            tls-server
            reneg-sec 36000
            keepalive 10 60
            explicit-exit-notify 2
            max-clients 61
            verify-client-cert require
            remote-cert-tls client
            client-config-dir /clients
            ccd-exclusive
            script-security 0
            management management unix
            persist-key
            persist-tun
            tmp-dir /tmp
            user nobody
            group nogroup
            chroot jail

            """,
            ServerConfiguration.Render(TestServices.Udp, dropPrivileges: true, 36000)
        );

    [Fact]
    public void Render_TcpWithoutRoot_StaysInItsFolderAndSendsNoExitNotice()
    {
        var lines = Lines(TestServices.Tcp, dropPrivileges: false);
        Assert.Contains("proto tcp6-server", lines);
        Assert.Contains("socket-flags TCP_NODELAY", lines);
        Assert.Contains("client-config-dir jail/clients", lines);
        Assert.Contains("tmp-dir jail/tmp", lines);
        Assert.DoesNotContain(
            lines,
            l =>
                l.StartsWith("explicit", StringComparison.Ordinal) || l is "multihome" or "user nobody" or "chroot jail"
        );
    }

    [Theory]
    [InlineData(Transport.Udp, "192.0.2.1", "udp4")]
    [InlineData(Transport.Tcp, "192.0.2.1", "tcp4-server")]
    [InlineData(Transport.Udp, "2001:db8::1", "udp6")]
    [InlineData(Transport.Tcp, "2001:db8::1", "tcp6-server")]
    public void Render_ListenAddress_ChoosesTheFamily(Transport transport, string address, string protocol)
    {
        var service = TestServices.Udp with { Transport = transport, ListenAddress = IPAddress.Parse(address) };
        var lines = Lines(service);
        Assert.Contains($"proto {protocol}", lines);
        Assert.Contains($"local {address}", lines);
        Assert.DoesNotContain("multihome", lines);
    }

    [Fact]
    public void Render_HugePool_LimitsTheTableOfClients() =>
        Assert.Contains(
            "max-clients 65535",
            Lines(TestServices.Udp with { Pool4 = IPNetwork.Parse("10.0.0.0/8"), Pool6 = IPNetwork.Parse("fd61::/64") })
        );

    [Fact]
    public void Render_SomethingThatClientsAreTold_ChangesNothing()
    {
        var other = TestServices.Udp with
        {
            Log = true,
            Push = new()
            {
                DefaultGateway = false,
                BlockLan = true,
                Routes = [IPNetwork.Parse("10.0.0.0/8")],
                DnsServers = ["9.9.9.9"],
            },
        };
        Assert.Equal(Lines(TestServices.Udp), Lines(other));
    }

    private static string[] Lines(OpenVpnService service, bool dropPrivileges = true) =>
        ServerConfiguration.Render(service, dropPrivileges, 36000).Split('\n');
}
