using System.Text.RegularExpressions;
using Holdfast.Node.Firewall;
using Holdfast.Node.Tests.Lab;

namespace Holdfast.Node.Tests.Firewall;

/// <summary>The rules in the kernel, with packets.</summary>
[Trait("needs", "root")]
public sealed class FirewallPlaneTests
{
    /// <summary>RFC 7323: with timestamps every segment carries 12 bytes less.</summary>
    private const int Timestamps = 12;

    [Fact]
    public async Task Masquerade_ClientToAHostThatKnowsNoWayBack_Pings()
    {
        await using var lab = await FirewallLab.CreateAsync();
        var client = await lab.ClientAsync(1);
        Assert.False(await Hosts.PingsOnceAsync(client, Hosts.Behind4), "without rules the answer finds no way back");
        Assert.Empty(await lab.ApplyAsync(FirewallLab.Profile(1)));
        Assert.True(await PingsAsync(client, Hosts.Behind4));
        Assert.True(await PingsAsync(client, Hosts.Behind6));
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public async Task Forward_NewConnectionFromOutside_ReachesOnlyRoutedClients(bool masquerade, bool reaches)
    {
        await using var lab = await FirewallLab.CreateAsync();
        var client = await lab.ClientAsync(1);
        await lab.RouteBackAsync();
        await lab.ApplyAsync(FirewallLab.Profile(1, masquerade));
        Assert.True(await PingsAsync(client, Hosts.Behind4));
        Assert.Equal(reaches, await PingsAsync(lab.Hosts.Behind, FirewallLab.Address4(1)));
        Assert.Equal(reaches, await PingsAsync(lab.Hosts.Behind, FirewallLab.Address6(1)));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Forward_ClientsOfOneProfileOnTwoDevices_ReachEachOtherOnlyWhenAllowed(bool allowed)
    {
        await using var lab = await FirewallLab.CreateAsync();
        var (one, two) = (await lab.ClientAsync(1), await lab.ClientAsync(1, device: 1));
        await lab.ApplyAsync(FirewallLab.Profile(1, clientToClient: allowed, devices: [0, 1]));
        Assert.Equal(allowed, await PingsAsync(one, FirewallLab.Address4(1, 1)));
        Assert.Equal(allowed, await PingsAsync(two, FirewallLab.Address4(1)));
        Assert.Equal(allowed, await PingsAsync(one, FirewallLab.Address6(1, 1)));
    }

    [Fact]
    public async Task Forward_ClientsOfTwoProfiles_NeverReachEachOther()
    {
        await using var lab = await FirewallLab.CreateAsync();
        var (one, two) = (await lab.ClientAsync(1), await lab.ClientAsync(2));
        await lab.ApplyAsync(
            FirewallLab.Profile(1, masquerade: false, clientToClient: true),
            FirewallLab.Profile(2, masquerade: false, clientToClient: true)
        );
        Assert.False(await Hosts.PingsOnceAsync(one, FirewallLab.Address4(2)));
        Assert.False(await Hosts.PingsOnceAsync(two, FirewallLab.Address4(1)));
        Assert.False(await Hosts.PingsOnceAsync(two, FirewallLab.Address6(1)));
    }

    [Fact]
    public async Task Forward_RuleMadeStricter_EndsWhatIsEstablished()
    {
        await using var lab = await FirewallLab.CreateAsync();
        var one = await lab.ClientAsync(1);
        await lab.ClientAsync(1, device: 1);
        await lab.ApplyAsync(FirewallLab.Profile(1, clientToClient: true, devices: [0, 1]));
        await using var ping = Ping(one, FirewallLab.Address4(1, 1));
        await ping.SeesAsync("icmp_seq=2 ");
        await lab.ApplyAsync(FirewallLab.Profile(1, clientToClient: false, devices: [0, 1]));
        var answered = ping.Count("bytes from");
        Assert.False(await Hosts.PingsOnceAsync(one, FirewallLab.Address4(1, 1)));
        Assert.InRange(ping.Count("bytes from"), answered, answered + 1);
    }

    [Theory]
    [InlineData("10.98.0.77", Hosts.Behind4)]
    [InlineData("10.2.0.2", Hosts.Behind4)]
    [InlineData("fd02::2", Hosts.Behind6)]
    [InlineData("10.98.0.77", "10.1.0.1")]
    public async Task Sources_ForeignAddress_IsDropped(string source, string destination)
    {
        await using var lab = await FirewallLab.CreateAsync();
        var client = await lab.ClientAsync(1);
        await lab.RouteBackAsync();
        await lab.Hosts.InServerAsync("ip", "route", "add", "10.98.0.77/32", "dev", "hf1-wg");
        await lab.Hosts.InServerAsync("ip", "route", "add", "10.2.0.0/24", "dev", "hf1-wg");
        await lab.Hosts.InServerAsync("ip", "route", "add", "fd02::/64", "dev", "hf1-wg");
        await Hosts.InAsync(client, "ip", "addr", "add", source, "dev", "tunnel");
        await lab.ApplyAsync(FirewallLab.Profile(1));
        Assert.False(await Hosts.PingsOnceAsync(client, destination, "-I", source));
        Assert.True(await PingsAsync(client, Hosts.Behind4));
    }

    [Fact]
    public async Task Forward_ConnectionThroughASmallTunnel_HasSegmentsThatFitBothWays()
    {
        await using var lab = await FirewallLab.CreateAsync();
        var client = await lab.ClientAsync(1);
        await lab.Hosts.InServerAsync("ip", "link", "set", "hf1-wg", "mtu", "1380");
        await lab.RouteBackAsync();
        await lab.ApplyAsync(FirewallLab.Profile(1, masquerade: false));
        Assert.Equal(1380 - 40 - Timestamps, await SegmentSize(client, lab.Hosts.Behind, Hosts.Behind4));
        Assert.Equal(1380 - 60 - Timestamps, await SegmentSize(client, lab.Hosts.Behind, Hosts.Behind6));
        Assert.Equal(1380 - 40 - Timestamps, await SegmentSize(lab.Hosts.Behind, client, FirewallLab.Address4(1)));
    }

    [Theory]
    [InlineData("10.1.0.1", "1472")]
    [InlineData("fd01::1", "1452")]
    public async Task Input_EchoToTheGatewayAsLargeAsTheMtu_IsAnswered(string gateway, string size)
    {
        await using var lab = await FirewallLab.CreateAsync();
        var client = await lab.ClientAsync(1);
        await lab.ApplyAsync(FirewallLab.Profile(1));
        Assert.True(await PingsAsync(client, gateway, "-Mdo", "-s", size));
    }

    [Fact]
    public async Task Reconcile_NothingChanged_AppliesNothing()
    {
        await using var lab = await FirewallLab.CreateAsync();
        await lab.ApplyAsync(FirewallLab.Profile(1));
        await lab.ApplyAsync(FirewallLab.Profile(1));
        Assert.Equal(1, lab.Firewall.Applied);
    }

    [Theory]
    [InlineData("flush ruleset")]
    [InlineData("delete table inet holdfast")]
    [InlineData("flush chain inet holdfast forward")]
    [InlineData("insert rule inet holdfast forward accept")]
    public async Task Reconcile_SomebodyChangedOurTable_IsPutInOrder(string change)
    {
        await using var lab = await FirewallLab.CreateAsync();
        await lab.ApplyAsync(FirewallLab.Profile(1));
        var before = WithoutHandles(await lab.Firewall.ReadTableAsync(Ruleset.Table, CancellationToken.None));
        await lab.Firewall.ApplyAsync(change, CancellationToken.None);
        Assert.Empty(await lab.ApplyAsync(FirewallLab.Profile(1)));
        var after = WithoutHandles(await lab.Firewall.ReadTableAsync(Ruleset.Table, CancellationToken.None));
        Assert.Contains("masquerade", before);
        Assert.Equal(before, after);
    }

    [Fact]
    public async Task Reconcile_NewRulesWhileTrafficFlows_LosesNothing()
    {
        await using var lab = await FirewallLab.CreateAsync();
        var client = await lab.ClientAsync(1);
        await lab.ApplyAsync(FirewallLab.Profile(1));
        await using var ping = Ping(client, Hosts.Behind4);
        await ping.SeesAsync("icmp_seq=2 ");
        for (var number = 2; number < 8; number++)
        {
            await lab.ApplyAsync(FirewallLab.Profile(1), FirewallLab.Profile(number));
        }

        Assert.Contains(" 0% packet loss", await ping.InterruptAsync());
    }

    [Fact]
    public async Task Remove_OurTable_IsGoneAndOthersStay()
    {
        await using var lab = await FirewallLab.CreateAsync();
        await lab.Firewall.ApplyAsync(
            "table inet theirs { chain c { tcp dport 22 accept; }; }",
            CancellationToken.None
        );
        await lab.ApplyAsync(FirewallLab.Profile(1));
        await lab.Plane.RemoveAsync(CancellationToken.None);
        await lab.Plane.RemoveAsync(CancellationToken.None);
        Assert.Null(await lab.Firewall.ReadTableAsync(Ruleset.Table, CancellationToken.None));
        Assert.Contains("dport 22", await lab.Firewall.ReadTableAsync("theirs", CancellationToken.None));
    }

    [Fact]
    public async Task Reconcile_NftRefuses_IsAFailureAndTheRulesBeforeStay()
    {
        var refusing = new RefusingFirewall();
        var plane = new FirewallPlane(
            refusing,
            _ => [],
            () => null,
            Microsoft.Extensions.Logging.Abstractions.NullLogger<FirewallPlane>.Instance
        );
        var failure = Assert.Single(await plane.ReconcileAsync(Model.DesiredState.NodeState.Empty, default));
        Assert.Equal(("HF-1640", "no"), (failure.ProblemId, failure.Detail));
    }

    private static Task<bool> PingsAsync(string host, string address, params string[] more) =>
        Hosts.PingsAsync(host, address, more);

    private static BackgroundProgram Ping(string host, string address) =>
        new("ip", "netns", "exec", host, "ping", "-n", "-i0.02", address);

    private static async Task<int> SegmentSize(string from, string to, string address)
    {
        await using var server = new BackgroundProgram("ip", "netns", "exec", to, "iperf3", "-s", "-1", "--forceflush");
        await server.SeesAsync("listening");
        var output = await Hosts.InAsync(from, "iperf3", "-J", "-n", "1K", "-c", address);
        return int.Parse(Regex.Match(output, "\"tcp_mss_default\":\\s*(\\d+)").Groups[1].Value);
    }

    private static string? WithoutHandles(string? listing) =>
        listing is null ? null : Regex.Replace(listing, "# handle \\d+", "");

    private sealed class RefusingFirewall : Holdfast.Linux.Firewall.IFirewall
    {
        public Task ApplyAsync(string script, CancellationToken cancel) =>
            throw new Holdfast.Linux.Firewall.FirewallException("no");

        public Task<string?> ReadTableAsync(string name, CancellationToken cancel) => Task.FromResult<string?>(null);
    }
}
