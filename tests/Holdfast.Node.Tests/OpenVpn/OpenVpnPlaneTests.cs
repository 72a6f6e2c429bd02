using System.Net;
using Holdfast.Model.DesiredState;
using Holdfast.Model.Profiles;
using Holdfast.Node.Applying;
using Holdfast.Node.Tests.Lab;
using Holdfast.Testing.Waiting;

namespace Holdfast.Node.Tests.OpenVpn;

/// <summary>The plane with OpenVPN itself as server and as client.</summary>
[Trait("needs", "root")]
public sealed class OpenVpnPlaneTests
{
    private const string Completed = "Initialization Sequence Completed";
    private const string Refused = "AUTH_FAILED";

    /// <summary>Clients of one host must not take each other's routes.</summary>
    private const string NoRoutes = "--route-noexec";

    [Theory]
    [InlineData(Transport.Udp, Hosts.Server4)]
    [InlineData(Transport.Udp, Hosts.Server4Second)]
    [InlineData(Transport.Udp, Hosts.Server6)]
    [InlineData(Transport.Tcp, Hosts.Server4)]
    [InlineData(Transport.Tcp, Hosts.Server6)]
    public async Task Connect_StockClient_GetsItsAddressesAndPings(Transport transport, string server)
    {
        await using var lab = await OpenVpnLab.CreateAsync();
        var client = OpenVpnLab.Allowed(slot: 7);
        var push = new OpenVpnPush
        {
            DefaultGateway = false,
            BlockLan = false,
            Routes = [IPNetwork.Parse("10.98.0.0/24"), IPNetwork.Parse("fd98::/64")],
            ExcludedRoutes = [IPNetwork.Parse("10.97.0.0/24")],
            DnsServers = ["@GW4@", "@GW6@"],
            DnsSearchDomains = ["example.org"],
        };
        var services = (OpenVpnService[])[lab.Service(Transport.Udp), lab.Service(Transport.Tcp)];
        await lab.ReconcileAsync(services.Select(s => s with { Push = push }), client);

        var program = await lab.ConnectedAsync(client, transport, "--remote", server, "1194");

        var (four, gateway) = transport == Transport.Udp ? ("10.61.0.9", "10.61.0.1") : ("10.61.0.73", "10.61.0.65");
        var (six, gateway6) = transport == Transport.Udp ? ("fd61::9", "fd61::1") : ("fd61::1:9", "fd61::1:1");
        var reply = program.Output.Split('\n').Single(l => l.Contains("PUSH_REPLY", StringComparison.Ordinal));
        foreach (
            var option in (string[])
                [
                    "topology subnet",
                    "ping 10",
                    "ping-restart 60",
                    "route 10.98.0.0 255.255.255.0",
                    "route-ipv6 fd98::/64",
                    "route 10.97.0.0 255.255.255.0 net_gateway",
                    $"dhcp-option DNS {gateway}",
                    $"dhcp-option DNS {gateway6}",
                    "dhcp-option DOMAIN example.org",
                    "dhcp-option DOMAIN-SEARCH example.org",
                    $"ifconfig-ipv6 {six}/112 {gateway6}",
                    $"ifconfig {four} 255.255.255.192",
                ]
        )
        {
            Assert.Contains("," + option + ",", reply + ",", StringComparison.Ordinal);
        }

        Assert.True(await Hosts.PingsAsync(lab.Hosts.Client, gateway));
        Assert.True(await Hosts.PingsAsync(lab.Hosts.Client, gateway6));
        Assert.True(await Hosts.PingsAsync(lab.Hosts.Client, gateway, "-s1472", "-Mdo"), "a full packet");
    }

    [Fact]
    public async Task Connect_FullTunnel_AllTrafficGoesThrough()
    {
        await using var lab = await OpenVpnLab.CreateAsync();
        var client = OpenVpnLab.Allowed(slot: 0);
        await lab.ReconcileAsync([lab.Service(Transport.Udp)], client);
        await lab.ConnectedAsync(client, Transport.Udp);
        foreach (var address in (string[])["192.0.2.1", "2001:db8::1"])
        {
            Assert.Contains(" dev tun0 ", await lab.Hosts.InClientAsync("ip", "route", "get", address));
        }
    }

    [Fact]
    public async Task Connect_UnknownClient_IsRefused()
    {
        await using var lab = await OpenVpnLab.CreateAsync();
        await lab.ReconcileAsync([lab.Service(Transport.Udp)], OpenVpnLab.Allowed(0));
        await lab.Connect(OpenVpnLab.Allowed(1), Transport.Udp).SeesAsync(Refused);
    }

    [Fact]
    public async Task Apply_NewClient_ConnectsAtOnce()
    {
        await using var lab = await OpenVpnLab.CreateAsync();
        await lab.ReconcileAsync([lab.Service(Transport.Udp)]);
        var client = OpenVpnLab.Allowed(0);
        await lab.AddAsync(client);
        await lab.ConnectedAsync(client, Transport.Udp);
        await Eventually.TrueAsync(
            "no session was seen",
            () => lab.Sessions.Last(client.ConfigurationId) is { Connected: true }
        );
        var seen = lab.Sessions.Last(client.ConfigurationId)!;
        Assert.Equal(("office", "hf1-ou0", "10.61.0.2", "fd61::2"), Where(seen));
        Assert.Equal("10.99.0.2", seen.Endpoint!.Address.ToString());
        Assert.Equal(1, Assert.Single(lab.Plane.Status()).Sessions);
    }

    [Theory]
    [InlineData(Transport.Udp)]
    [InlineData(Transport.Tcp)]
    public async Task Apply_RemovedClient_IsCutOffWithinASecondAndRefused(Transport transport)
    {
        await using var lab = await OpenVpnLab.CreateAsync();
        var (removed, other) = (OpenVpnLab.Allowed(0), OpenVpnLab.Allowed(1));
        await lab.ReconcileAsync([lab.Service(transport)], removed, other);
        var program = await lab.ConnectedAsync(removed, transport, NoRoutes);
        await lab.ConnectedAsync(other, transport, NoRoutes);
        await Eventually.TrueAsync("both were not seen", () => Sessions(lab) == 2);

        await lab.RemoveAsync(removed);
        var second = TimeSpan.FromSeconds(1);
        await Eventually.TrueAsync(
            "it was not cut off",
            () => lab.Sessions.Last(removed.ConfigurationId) is { Connected: false }
        );
        await program.SeesAsync(Refused);
        Assert.Equal(1, Sessions(lab));
        Assert.True(lab.Sessions.Last(other.ConfigurationId)!.Connected);
    }

    [Fact]
    public async Task Reconcile_ClientRemovedWhileWeWereDead_IsCutOff()
    {
        await using var lab = await OpenVpnLab.CreateAsync();
        var client = OpenVpnLab.Allowed(0);
        var service = lab.Service(Transport.Udp);
        await lab.ReconcileAsync([service], client);
        var program = await lab.ConnectedAsync(client, Transport.Udp);
        await lab.RestartPlaneAsync();
        await lab.ReconcileAsync([service]);
        await program.SeesAsync(Refused);
    }

    [Fact]
    public async Task Sessions_TrafficOfAClient_IsCounted()
    {
        await using var lab = await OpenVpnLab.CreateAsync();
        var client = OpenVpnLab.Allowed(0);
        await lab.ReconcileAsync([lab.Service(Transport.Udp)], client);
        await lab.ConnectedAsync(client, Transport.Udp);
        await lab.Hosts.InClientAsync("ping", "-q", "-c50", "-i0.01", "-s1000", "10.61.0.1");
        await Eventually.TrueAsync(
            () => $"{lab.Sessions.Last(client.ConfigurationId)}",
            () => lab.Sessions.Last(client.ConfigurationId) is { Received: > 50_000, Sent: > 50_000 }
        );
    }

    [Fact]
    public async Task Apply_OtherPush_CutsNobodyOffAndReachesTheNext()
    {
        await using var lab = await OpenVpnLab.CreateAsync();
        var (first, second) = (OpenVpnLab.Allowed(0), OpenVpnLab.Allowed(1));
        var service = lab.Service(Transport.Udp);
        await lab.ReconcileAsync([service], first, second);
        var program = await lab.ConnectedAsync(first, Transport.Udp, NoRoutes);
        var process = lab.ProcessOf("hf1-ou0");

        await lab.ChangeAsync(service with { Log = false, Push = service.Push with { DnsServers = ["9.9.9.9"] } });

        var next = await lab.ConnectedAsync(second, Transport.Udp, NoRoutes);
        Assert.Contains("dhcp-option DNS 9.9.9.9", next.Output);
        Assert.Equal(process, lab.ProcessOf("hf1-ou0"));
        Assert.True(await Hosts.PingsAsync(lab.Hosts.Client, "10.61.0.1"));
        Assert.Equal(1, program.Count(Completed));
    }

    [Fact]
    public async Task Apply_OtherSlot_MovesTheClient()
    {
        await using var lab = await OpenVpnLab.CreateAsync();
        var client = OpenVpnLab.Allowed(0);
        await lab.ReconcileAsync([lab.Service(Transport.Udp)], client);
        var program = await lab.ConnectedAsync(client, Transport.Udp);
        await Eventually.TrueAsync("no session", () => Sessions(lab) == 1);
        await lab.AddAsync(client with { Slot = 5 });
        await program.SeesAsync("ifconfig 10.61.0.7 ");
    }

    [Fact]
    public async Task Apply_ClientWithoutAPlace_IsToldForThatClient()
    {
        await using var lab = await OpenVpnLab.CreateAsync();
        var client = OpenVpnLab.Allowed(slot: 61);
        await lab.ReconcileAsync([lab.Service(Transport.Udp)]);
        var state = OpenVpnLab.StateOf([lab.Service(Transport.Udp)], client);
        var difference = new StateDifference { Clients = [client] };
        var failure = Assert.Single(await lab.Plane.ApplyAsync(state, difference, CancellationToken.None));
        Assert.Equal(("HF-1624", client.ConfigurationId), (failure.ProblemId, failure.ConfigurationId));
    }

    private static int Sessions(OpenVpnLab lab) => lab.Plane.Status().Sum(s => s.Sessions);

    private static (string, string, string, string) Where(Holdfast.Node.Sessions.Observation seen) =>
        (seen.ProfileId, seen.Interface, seen.Address4.ToString(), seen.Address6.ToString());
}
