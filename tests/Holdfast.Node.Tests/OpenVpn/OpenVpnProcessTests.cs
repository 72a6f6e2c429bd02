using Holdfast.Model.Profiles;
using Holdfast.Node.Tests.Lab;
using Holdfast.Testing.Waiting;

namespace Holdfast.Node.Tests.OpenVpn;

/// <summary>The processes: who starts them, who finds them again, who ends them.</summary>
[Trait("needs", "root")]
public sealed class OpenVpnProcessTests
{
    private const string Completed = "Initialization Sequence Completed";

    /// <summary>Clients of one host must not take each other's routes.</summary>
    private const string NoRoutes = "--route-noexec";

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
        await program.SeesAsync("VERIFY EKU OK", times: 3);
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
        await Eventually.TrueAsync("no session", () => Sessions(lab) == 1);
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
        await ping.SeesAsync("icmp_seq=3 ");

        await lab.RestartPlaneAsync();
        await lab.ReconcileAsync([service], client);

        await Eventually.TrueAsync("no session after the restart", () => Sessions(lab) == 1);
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
        await Eventually.TrueAsync("no session", () => Sessions(lab) == 1);
        var process = lab.ProcessOf("hf1-ot1");

        await Shell.RunAsync("kill", "-KILL", $"{process}");

        await program.SeesAsync(Completed, times: 2);
        Assert.NotEqual(process, lab.ProcessOf("hf1-ot1"));
        Assert.Contains(lab.Sessions.All, o => o is { Connected: false, Reason: not null });
        await Eventually.TrueAsync(
            () => lab.Plane.Status()[0].ToString(),
            () => lab.Sessions.Last(client.ConfigurationId) is { Connected: true } && lab.Plane.Status()[0].Works
        );
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
    public async Task Apply_ChangeInterruptedAndTakenBack_ServesAgain()
    {
        await using var lab = await OpenVpnLab.CreateAsync();
        var client = OpenVpnLab.Allowed(0);
        await lab.ReconcileAsync([lab.Service(Transport.Udp)], client);
        using var soon = new CancellationTokenSource(TimeSpan.FromMilliseconds(30));
        var other = OpenVpnLab.StateOf([lab.Service(Transport.Udp, port: 1195)], client);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => lab.Plane.ReconcileAsync(other, soon.Token));
        await lab.ReconcileAsync([lab.Service(Transport.Udp)], client);
        await lab.ConnectedAsync(client, Transport.Udp);
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
        await Eventually.TrueAsync("no session", () => lab.Plane.Status().Sum(s => s.Sessions) == 1);
        await lab.ChangeAsync(lab.Service(Transport.Udp));
        await program.SeesAsync(Completed, times: 2);
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
        await other.SeesAsync("listening");
        var state = OpenVpnLab.StateOf([lab.Service(Transport.Udp), lab.Service(Transport.Tcp)], client);
        var failure = Assert.Single(await lab.Plane.ReconcileAsync(state, CancellationToken.None));
        Assert.Equal(("HF-1621", "hf1-ot1", "office"), (failure.ProblemId, failure.Interface, failure.ProfileId));
        Assert.Equal([false, true], lab.Plane.Status().OrderBy(s => s.Interface).Select(s => s.Works));
        await lab.ConnectedAsync(client, Transport.Udp);

        await other.StopAsync();
        await Eventually.TrueAsync("it was not tried again", () => lab.Plane.Status().All(s => s.Works));
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

    private static int Sessions(OpenVpnLab lab) => lab.Plane.Status().Sum(s => s.Sessions);
}
