using System.Net;
using Holdfast.Model.ClientFiles;
using Holdfast.Model.Keys;
using Holdfast.Model.Profiles;
using Holdfast.Model.Tests.Profiles;

namespace Holdfast.Model.Tests.ClientFiles;

public sealed class WireGuardFileTests
{
    private static readonly WireGuardKey Server = new([.. Enumerable.Range(1, 32).Select(i => (byte)i)]);
    private static readonly WireGuardKey Client = new([.. Enumerable.Range(101, 32).Select(i => (byte)i)]);

    private static WireGuardFile File(
        Profile? profile = null,
        string host = "vpn.example.org",
        Uri? proxy = null,
        FileHeader? header = null,
        WireGuardKey? privateKey = null,
        WireGuardKey? preshared = null
    ) =>
        new()
        {
            Profile = profile ?? SomeProfiles.Employees,
            HostName = host,
            Address4 = IPAddress.Parse("10.43.43.2"),
            Address6 = IPAddress.Parse("fd43::2"),
            ServerPublicKey = Server,
            ProxyEndpoint = proxy,
            Header = header,
            PrivateKey = privateKey,
            PresharedKey = preshared,
        };

    private static Profile With(Func<WireGuardOptions, WireGuardOptions> change) =>
        SomeProfiles.Employees with
        {
            WireGuard = change(SomeProfiles.WireGuard),
        };

    private static string Line(string text, string key) =>
        text.Split('\n').Single(line => line.StartsWith(key + " = ", StringComparison.Ordinal));

    [Fact]
    public void Render_AppAndDefaultGateway_Golden() =>
        Assert.Equal(
            """
            [Interface]
            Address = 10.43.43.2/24,fd43::2/64
            DNS = 9.9.9.9,2620:fe::fe,example.org

            [Peer]
            PublicKey = AQIDBAUGBwgJCgsMDQ4PEBESExQVFhcYGRobHB0eHyA=
            AllowedIPs = 0.0.0.0/0,::/0
            Endpoint = vpn.example.org:51820
            """,
            File(SomeProfiles.Employees with { DnsSearchDomains = ["example.org"] }).Render()
        );

    [Fact]
    public void Render_DownloadWithEveryOption_Golden() =>
        Assert.Equal(
            """
            # Portal: https://vpn.example.org/vpn-user-portal/
            # Profile: Employees (employees)
            # Expires: 2026-11-11T11:11:11+00:00

            [Interface]
            MTU = 1392
            PrivateKey = ZWZnaGlqa2xtbm9wcXJzdHV2d3h5ent8fX5/gIGCg4Q=
            Address = 10.43.43.2/24,fd43::2/64
            DNS = 9.9.9.9,2620:fe::fe

            [Peer]
            PublicKey = AQIDBAUGBwgJCgsMDQ4PEBESExQVFhcYGRobHB0eHyA=
            PresharedKey = AQIDBAUGBwgJCgsMDQ4PEBESExQVFhcYGRobHB0eHyA=
            AllowedIPs = 0.0.0.0/0,::/0
            Endpoint = vpn.example.org:443
            PersistentKeepalive = 25
            """,
            File(
                    With(o => o with { SendMtu = true, Mtu = 1392, Keepalive = 25, ExposedPort = 443 }),
                    header: new(
                        new("https://vpn.example.org/vpn-user-portal/"),
                        new(2026, 11, 11, 12, 11, 11, TimeSpan.FromHours(1))
                    ),
                    privateKey: Client,
                    preshared: Server
                )
                .Render()
        );

    [Fact]
    public void Render_InsideTcp_PlaceholderEndpointAndProxy()
    {
        var text = File(proxy: new("https://vpn.example.org/proxyguard/vpn.example.org")).Render();

        Assert.EndsWith(
            "Endpoint = 127.0.0.1:51820\nProxyEndpoint = https://vpn.example.org/proxyguard/vpn.example.org",
            text,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Render_HostIsIPv6Address_InBrackets() =>
        Assert.Equal("Endpoint = [2001:db8::1]:51820", Line(File(host: "2001:db8::1").Render(), "Endpoint"));

    [Fact]
    public void Render_SplitTunnel_RoutesAndPoolsAndGatewayAsNameServer()
    {
        var text = File(SomeProfiles.Split).Render();

        Assert.Equal("AllowedIPs = 10.43.43.0/24,192.168.0.0/16,fd01::/32,fd43::/64", Line(text, "AllowedIPs"));
        Assert.Equal("DNS = 192.168.1.53,10.43.43.1,corp.example.org", Line(text, "DNS"));
    }

    [Fact]
    public void Render_Gateway6AsNameServer_PoolGateway() =>
        Assert.Equal(
            "DNS = fd43::1",
            Line(File(SomeProfiles.Employees with { DnsServers = ["@GW6@"] }).Render(), "DNS")
        );

    [Fact]
    public void Render_SplitTunnelWithoutSearchDomain_NoDns() =>
        Assert.DoesNotContain(
            "DNS",
            File(SomeProfiles.Split with { DnsSearchDomains = [] }).Render(),
            StringComparison.Ordinal
        );

    [Fact]
    public void Render_PrivateRangeExcluded_PoolStaysReachable()
    {
        var profile = SomeProfiles.Employees with { ExcludedRoutes = [IPNetwork.Parse("10.0.0.0/8")] };

        var allowed = Line(File(profile).Render(), "AllowedIPs")["AllowedIPs = ".Length..]
            .Split(',')
            .Select(IPNetwork.Parse)
            .ToArray();

        Assert.Contains(allowed, network => network.Contains(IPAddress.Parse("10.43.43.1")));
        Assert.DoesNotContain(allowed, network => network.Contains(IPAddress.Parse("10.43.44.1")));
        Assert.Contains(allowed, network => network.Contains(IPAddress.Parse("11.0.0.0")));
    }

    [Fact]
    public void Render_AnyFile_EachKeyOnceAndNoEmptyEnd()
    {
        var text = File(With(o => o with { Keepalive = 1, SendMtu = true }), privateKey: Client).Render();

        var keys = text.Split('\n').Where(line => line.Contains(" = ")).Select(line => line.Split(" = ")[0]).ToArray();
        Assert.Equal(keys.Distinct().Count(), keys.Length);
        Assert.False(text.EndsWith('\n'));
        Assert.DoesNotContain('\r', text);
    }
}
