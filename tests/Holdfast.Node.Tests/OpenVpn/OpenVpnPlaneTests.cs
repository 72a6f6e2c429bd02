using System.Net;
using Holdfast.Model.DesiredState;
using Holdfast.Model.Profiles;
using Holdfast.Node.Applying;
using Holdfast.Node.Tests.Lab;

namespace Holdfast.Node.Tests.OpenVpn;

/// <summary>The plane with OpenVPN itself as server and as client.</summary>
[Trait("needs", "root")]
public sealed class OpenVpnPlaneTests
{
    private const string Completed = "Initialization Sequence Completed";
    private const string Refused = "AUTH_FAILED";

    /// <summary>Clients of one host must not take each other's routes.</summary>
    private const string NoRoutes = "--route-noexec";

    private static readonly TimeSpan Soon = OpenVpnLab.Soon;

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
        await lab.Connect(OpenVpnLab.Allowed(1), Transport.Udp).SeesAsync(Refused, Soon);
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
            () => lab.Sessions.Last(client.ConfigurationId) is { Connected: true },
            Soon,
            () => "no session was seen"
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
        await Eventually.TrueAsync(() => Sessions(lab) == 2, Soon, () => "both were not seen");

        await lab.RemoveAsync(removed);
        var second = TimeSpan.FromSeconds(1);
        await Eventually.TrueAsync(
            () => lab.Sessions.Last(removed.ConfigurationId) is { Connected: false },
            second,
            () => "it was not cut off"
        );
        await program.SeesAsync(Refused, Soon);
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
        await program.SeesAsync(Refused, Soon);
    }

    [Fact]
    public async Task Disposed_OurProcessIsDead_ConnectsAndRenegotiationsWork()
    {
        await using var lab = await OpenVpnLab.CreateAsync(renegotiateSeconds: 3);
        var (first, second) = (OpenVpnLab.Allowed(0), OpenVpnLab.Allowed(1));
        await lab.ReconcileAsync([lab.Service(Transport.Udp)], first, second);
        var program = await lab.ConnectedAsync(first, Transport.Udp, NoRoutes);
        await lab.Plane.DisposeAsync();

        await using var ping = new BackgroundProgram(
            "ip",
            "netns",
            "exec",
            lab.Hosts.Client,
            "ping",
            "-n",
            "-i0.1",
            "10.61.0.1"
        );
        await lab.ConnectedAsync(second, Transport.Udp, NoRoutes);
        await program.SeesAsync("VERIFY EKU OK", Soon, times: 3);
        Assert.Contains(" 0% packet loss", await ping.InterruptAsync());
    }

    [Fact]
    public async Task Reconcile_AfterOurRestart_AdoptsWithoutALostPacket()
    {
        await using var lab = await OpenVpnLab.CreateAsync();
        var client = OpenVpnLab.Allowed(0);
        var service = lab.Service(Transport.Udp);
        await lab.ReconcileAsync([service], client);
        await lab.ConnectedAsync(client, Transport.Udp);
        await Eventually.TrueAsync(() => Sessions(lab) == 1, Soon, () => "no session");
        var (process, counter) = (lab.ProcessOf("hf1-ou0"), lab.Sessions.Last(client.ConfigurationId)!.Counter);
        await using var ping = new BackgroundProgram(
            "ip",
            "netns",
            "exec",
            lab.Hosts.Client,
            "ping",
            "-n",
            "-i0.05",
            "10.61.0.1"
        );
        await ping.SeesAsync("icmp_seq=3 ", Soon);

        await lab.RestartPlaneAsync();
        await lab.ReconcileAsync([service], client);

        await Eventually.TrueAsync(() => Sessions(lab) == 1, Soon, () => "no session after the restart");
        Assert.Equal(process, lab.ProcessOf("hf1-ou0"));
        Assert.Equal(counter, lab.Sessions.Last(client.ConfigurationId)!.Counter);
        Assert.Contains(" 0% packet loss", await ping.InterruptAsync());
        Assert.DoesNotContain(lab.Sessions.All, o => !o.Connected);
    }

    [Fact]
    public async Task Process_Killed_IsStartedAgainAndTheClientComesBack()
    {
        await using var lab = await OpenVpnLab.CreateAsync();
        var client = OpenVpnLab.Allowed(0);
        await lab.ReconcileAsync([lab.Service(Transport.Tcp)], client);
        var program = await lab.ConnectedAsync(client, Transport.Tcp);
        await Eventually.TrueAsync(() => Sessions(lab) == 1, Soon, () => "no session");
        var process = lab.ProcessOf("hf1-ot1");

        await Shell.RunAsync("kill", "-KILL", $"{process}");

        await program.SeesAsync(Completed, Soon, times: 2);
        Assert.NotEqual(process, lab.ProcessOf("hf1-ot1"));
        Assert.Contains(lab.Sessions.All, o => o is { Connected: false, Reason: not null });
        await Eventually.TrueAsync(
            () => lab.Sessions.Last(client.ConfigurationId) is { Connected: true } && lab.Plane.Status()[0].Works,
            Soon,
            () => lab.Plane.Status()[0].ToString()
        );
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
            () => lab.Sessions.Last(client.ConfigurationId) is { Received: > 50_000, Sent: > 50_000 },
            Soon,
            () => $"{lab.Sessions.Last(client.ConfigurationId)}"
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
    public async Task Apply_OtherPortOfOneService_RestartsOnlyThatProcess()
    {
        await using var lab = await OpenVpnLab.CreateAsync();
        var client = OpenVpnLab.Allowed(0);
        await lab.ReconcileAsync([lab.Service(Transport.Udp), lab.Service(Transport.Tcp)], client);
        var (udp, tcp) = (lab.ProcessOf("hf1-ou0"), lab.ProcessOf("hf1-ot1"));
        await lab.ChangeAsync(lab.Service(Transport.Udp, port: 1195), lab.Service(Transport.Tcp));
        Assert.NotEqual(udp, lab.ProcessOf("hf1-ou0"));
        Assert.Equal(tcp, lab.ProcessOf("hf1-ot1"));
        await lab.ConnectedAsync(client, Transport.Udp, "--remote", Hosts.Server4, "1195");
    }

    [Fact]
    public async Task Apply_OtherSlot_MovesTheClient()
    {
        await using var lab = await OpenVpnLab.CreateAsync();
        var client = OpenVpnLab.Allowed(0);
        await lab.ReconcileAsync([lab.Service(Transport.Udp)], client);
        var program = await lab.ConnectedAsync(client, Transport.Udp);
        await Eventually.TrueAsync(() => Sessions(lab) == 1, Soon, () => "no session");
        await lab.AddAsync(client with { Slot = 5 });
        await program.SeesAsync("ifconfig 10.61.0.7 ", Soon);
    }

    [Fact]
    public async Task Apply_PlannedStopOverTcp_SendsTheClientToItsNextServer()
    {
        await using var lab = await OpenVpnLab.CreateAsync();
        var client = OpenVpnLab.Allowed(0);
        await lab.ReconcileAsync([lab.Service(Transport.Udp), lab.Service(Transport.Tcp)], client);
        var program = await lab.ConnectedAsync(
            client,
            Transport.Tcp,
            "--remote",
            Hosts.Server4,
            "1194",
            "tcp",
            "--remote",
            Hosts.Server4,
            "1194",
            "udp"
        );
        await Eventually.TrueAsync(() => lab.Plane.Status().Sum(s => s.Sessions) == 1, Soon, () => "no session");
        await lab.ChangeAsync(lab.Service(Transport.Udp));
        await program.SeesAsync(Completed, Soon, times: 2);
        Assert.False(lab.HasFolder("hf1-ot1"));
        Assert.Contains("UDPv4 link remote", program.Output);
    }

    [Fact]
    public async Task Reconcile_PortInUse_IsToldAndTheOthersGoOn()
    {
        await using var lab = await OpenVpnLab.CreateAsync();
        var client = OpenVpnLab.Allowed(0);
        await using var other = new BackgroundProgram(
            "ip",
            "netns",
            "exec",
            lab.Hosts.Server,
            "iperf3",
            "-s",
            "-p",
            "1194",
            "--forceflush"
        );
        await other.SeesAsync("listening", Soon);
        var state = OpenVpnLab.StateOf([lab.Service(Transport.Udp), lab.Service(Transport.Tcp)], client);
        var failure = Assert.Single(await lab.Plane.ReconcileAsync(state, CancellationToken.None));
        Assert.Equal(("HF-1621", "hf1-ot1", "office"), (failure.ProblemId, failure.Interface, failure.ProfileId));
        Assert.Equal([false, true], lab.Plane.Status().OrderBy(s => s.Interface).Select(s => s.Works));
        await lab.ConnectedAsync(client, Transport.Udp);

        await other.StopAsync();
        await Eventually.TrueAsync(() => lab.Plane.Status().All(s => s.Works), Soon, () => "it was not tried again");
    }

    [Fact]
    public async Task Remove_EverythingOfOurs_IsGone()
    {
        await using var lab = await OpenVpnLab.CreateAsync();
        await lab.ReconcileAsync([lab.Service(Transport.Udp), lab.Service(Transport.Tcp)]);
        await lab.RestartPlaneAsync();
        await lab.Plane.RemoveAsync(CancellationToken.None);
        Assert.False(lab.HasFolder("hf1-ou0"));
        Assert.Equal("", await Shell.RunAsync("ip", "netns", "pids", lab.Hosts.Server));
        Assert.DoesNotContain("hf1-", await lab.Hosts.InServerAsync("ip", "link"));
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
