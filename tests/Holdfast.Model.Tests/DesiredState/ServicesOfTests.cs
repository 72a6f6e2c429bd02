using System.Net;
using Holdfast.Model.Addresses;
using Holdfast.Model.DesiredState;
using Holdfast.Model.Keys;
using Holdfast.Model.Profiles;
using Holdfast.Model.Tests.Profiles;

namespace Holdfast.Model.Tests.DesiredState;

public sealed class ServicesOfTests
{
    private static readonly ServiceKeys Keys = new()
    {
        WireGuard = new(new byte[32]),
        OpenVpn = new()
        {
            CaCertificate = "ca",
            Certificate = "certificate",
            PrivateKey = "key",
            TlsCryptKey = "static",
        },
    };

    [Fact]
    public void Profile_BothProtocols_AllServices()
    {
        var services = ServicesOf.Profile(SomeProfiles.Employees, 3, Keys, ServiceSlices.Whole);

        Assert.Equal("employees", services.ProfileId);
        Assert.Equal(new ForwardingRules(Masquerade: true, ClientToClient: false), services.Forwarding);
        Assert.Equal("hf3-wg", services.WireGuard!.Interface);
        Assert.Equal(51820, services.WireGuard.Port);
        Assert.Equal(Keys.WireGuard, services.WireGuard.PrivateKey);
        Assert.Equal(["hf3-ou0", "hf3-ot0"], services.OpenVpn.Select(s => s.Interface));
        Assert.Equal([0, 1], services.OpenVpn.Select(s => s.Part));
        Assert.Equal(["10.44.44.0/25", "10.44.44.128/25"], services.OpenVpn.Select(s => s.Pool4.ToString()));
        Assert.Equal(["fd44::/65", "fd44::8000:0:0:0/65"], services.OpenVpn.Select(s => s.Pool6.ToString()));
    }

    [Fact]
    public void Profile_FourPorts_UdpFirstAndPartsCoverThePool()
    {
        var profile = SomeProfiles.Employees with
        {
            OpenVpn = SomeProfiles.OpenVpn with { UdpPorts = [1194, 1195, 53], TcpPorts = [443] },
        };

        var services = ServicesOf.Profile(profile, 1, Keys, ServiceSlices.Whole).OpenVpn;

        Assert.Equal([1194, 1195, 53, 443], services.Select(s => s.Port));
        Assert.Equal(["hf1-ou0", "hf1-ou1", "hf1-ou2", "hf1-ot0"], services.Select(s => s.Interface));
        Assert.Equal(
            [SomeProfiles.OpenVpn.Pool4],
            Model.Addresses.PrefixArithmetic.Merge(services.Select(s => s.Pool4))
        );
        Assert.All(services, s => Assert.Equal(26, s.Pool4.PrefixLength));
    }

    [Fact]
    public void Profile_Slices_NetworksOfTheNode()
    {
        var services = ServicesOf.Profile(SomeProfiles.Employees, 1, Keys, new(new PoolSlice(64, 64), new(32, 32)));

        var wireGuard = SomeProfiles.Employees.WireGuard!;
        Assert.Equal(new PoolSlice(64, 64), PoolSlice.Of(services.WireGuard!.Pool4, wireGuard.Pool4, wireGuard.Pool6));
        Assert.Equal(122, services.WireGuard.Pool6.PrefixLength);
        Assert.Equal(["10.44.44.32/27", "10.44.44.160/27"], services.OpenVpn.Select(s => s.Pool4.ToString()));
        Assert.Equal(["fd44::20/123", "fd44::8000:0:0:20/123"], services.OpenVpn.Select(s => s.Pool6.ToString()));
    }

    [Fact]
    public void Profile_ProtocolNotOffered_NoServiceAndNoKeyNeeded()
    {
        var services = ServicesOf.Profile(
            SomeProfiles.Employees with
            {
                OpenVpn = null,
            },
            1,
            new() { WireGuard = Keys.WireGuard },
            ServiceSlices.Whole
        );

        Assert.Empty(services.OpenVpn);
        Assert.Null(
            ServicesOf.Profile(SomeProfiles.Employees with { WireGuard = null }, 1, Keys, ServiceSlices.Whole).WireGuard
        );
    }

    [Fact]
    public void Profile_KeyMissing_Throws() =>
        Assert.Throws<ArgumentException>(() =>
            ServicesOf.Profile(
                SomeProfiles.Employees,
                1,
                new() { WireGuard = new WireGuardKey(new byte[32]) },
                ServiceSlices.Whole
            )
        );

    [Fact]
    public void Profile_Split_PushesRoutesAndNames()
    {
        var push = ServicesOf.Profile(SomeProfiles.Split, 1, Keys, ServiceSlices.Whole).OpenVpn[0].Push;

        Assert.False(push.DefaultGateway);
        Assert.Equal(SomeProfiles.Split.Routes, push.Routes);
        Assert.Equal(["192.168.1.53", "@GW4@"], push.DnsServers);
        Assert.Equal(["corp.example.org"], push.DnsSearchDomains);
    }

    [Fact]
    public void Profile_SplitWithoutSearchDomains_NoNameServers() =>
        Assert.Empty(
            ServicesOf
                .Profile(SomeProfiles.Split with { DnsSearchDomains = [] }, 1, Keys, ServiceSlices.Whole)
                .OpenVpn[0]
                .Push.DnsServers
        );

    [Fact]
    public void Profile_ListenAddress_OnEveryProcess() =>
        Assert.All(
            ServicesOf
                .Profile(
                    SomeProfiles.Employees with
                    {
                        OpenVpn = SomeProfiles.OpenVpn with { ListenAddress = IPAddress.Loopback, Log = true },
                    },
                    1,
                    Keys,
                    ServiceSlices.Whole
                )
                .OpenVpn,
            service => Assert.True(service.Log && IPAddress.Loopback.Equals(service.ListenAddress))
        );
}
