using System.Diagnostics;
using System.Net;
using System.Text.RegularExpressions;
using Holdfast.Link.Messages;
using Holdfast.Model.DesiredState;
using Holdfast.Model.Keys;
using Holdfast.Model.Profiles;
using Holdfast.Node.Sessions;
using Holdfast.Node.Tests.OpenVpn;
using Holdfast.Pki.WireGuard;
using Holdfast.Testing.Waiting;

namespace Holdfast.Node.Tests.Running;

/// <summary>A real node in a network namespace, with a stock client.</summary>
[Trait("needs", "root")]
public sealed partial class NodeRunsTests : IAsyncLifetime
{
    private const int Port = 51820;

    private readonly WireGuardKeyPair _server = WireGuardKeys.New();
    private readonly WireGuardKeyPair _client = WireGuardKeys.New();
    private Room _room = null!;
    private PortalEnd _portal = null!;

    private string Device => DeviceNames.WireGuard(_room.ProfileNumber);

    public async ValueTask InitializeAsync()
    {
        _room = await Room.MakeAsync();
        _portal = new PortalEnd(_room.Home);
    }

    public ValueTask DisposeAsync() => _room.DisposeAsync();

    [Fact]
    public async Task Kill_InTheMiddleOfChanges_LosesNoPacketAndNoPeer()
    {
        var node = _room.StartNode();
        await _portal.EnrolAsync();
        var link = await _portal.DialAsync();
        await link.ApplyAsync(Snapshot(peers: 500), new(1, 1));
        await ConnectAsync();
        var ping = _room.StartIn(_room.Client, "ping", "-i", "0.05", "-W", "2", "10.77.0.1");

        var applied = await ChangeUntilKilledAsync(node, link);
        await link.DisposeAsync();
        var again = _room.StartNode();
        await Eventually.TrueAsync(
            "all peers",
            async () => (await PeersAsync()).Count >= 501 + (int)applied.Number - 1
        );
        await using var back = await _portal.DialAsync();
        await Eventually.TrueAsync("the status", () => back.Got<NodeStatus>().Any(s => s.Services.Any(v => v.Works)));
        await StopAsync(ping);

        AssertNothingLost(await ping.StandardOutput.ReadToEndAsync());
        Assert.True(back.Hello.Applied >= applied, $"{back.Hello.Applied} < {applied}");
        await again.StopAsync();
        Assert.Equal(0, again.ExitCode);
    }

    [Fact]
    public async Task Portal_WantsWhatCannotBe_LosesItsLinkAndNothingChanges()
    {
        var node = _room.StartNode();
        await _portal.EnrolAsync();
        await using (var honest = await _portal.DialAsync())
        {
            await honest.ApplyAsync(Snapshot(peers: 3), new(1, 1));
        }

        var evil = Services() with
        {
            ProfileId = "x",
            WireGuard = Services().WireGuard! with { Interface = "hf9;reboot" },
        };
        await using (var lying = await _portal.DialAsync())
        {
            await lying.SendAsync(Snapshot(peers: 0) with { Revision = new(9, 9), Services = [evil], Peers = [] });
            await Eventually.TrueAsync("the refusal", () => node.Output.Contains("HF-1716", StringComparison.Ordinal));
        }

        await using var again = await _portal.DialAsync();
        Assert.Equal(new Revision(1, 1), again.Hello.Applied);
        Assert.Equal(4, (await PeersAsync()).Count);
        await again.ApplyAsync(Snapshot(peers: 5) with { Revision = new(1, 2) }, new(1, 2));
    }

    [Fact]
    public async Task Kill_OfTheDevice_ComesBackWithAllPeers()
    {
        _room.StartNode();
        await _portal.EnrolAsync();
        await using var link = await _portal.DialAsync();
        await link.ApplyAsync(Snapshot(peers: 100), new(1, 1));
        var before = await DevicePidAsync();

        await Shell.RunAsync("kill", "-9", before!);

        await Eventually.TrueAsync("another process", async () => await DevicePidAsync() is { } now && now != before);
        await Eventually.TrueAsync("all peers", async () => (await PeersAsync()).Count == 101);
        await ConnectAsync();
        await _room.InClientAsync("ping", "-c", "1", "-W", "5", "10.77.0.1");
    }

    [Fact]
    public async Task Session_OfARealClient_GoesOnAcrossARestart()
    {
        Guid session;
        _portal.EnrolBeforehand();
        var node = _room.StartNode();
        await using (var link = await _portal.DialAsync())
        {
            await link.ApplyAsync(Snapshot(peers: 0), new(1, 1));
            await ConnectAsync();
            await _room.InClientAsync("ping", "-c", "3", "-i", "0.2", "10.77.0.1");
            await Eventually.TrueAsync("the session", () => link.Events.Any());
            var started = Assert.IsType<SessionStarted>(link.Events.First());
            Assert.StartsWith("192.0.2.2:", started.ClientEndpoint, StringComparison.Ordinal);
            Assert.Equal(IPAddress.Parse("10.77.0.2"), started.Address4);
            session = started.SessionId;
            await Eventually.TrueAsync("the device answers the node itself", AnswersItselfAsync);
        }

        await node.KillAsync();
        _room.StartNode();
        await using var back = await _portal.DialAsync();
        await Eventually.TrueAsync(
            "the session",
            () => back.Got<NodeStatus>().Any(s => s.Services.Any(v => v.Sessions == 1))
        );
        await back.SendAsync(
            new Delta(
                new()
                {
                    From = new(1, 1),
                    To = new(1, 2),
                    Removed = [Id(0)],
                }
            )
        );
        await Eventually.TrueAsync("its end", () => back.Events.OfType<SessionEnded>().Any());

        var ended = back.Events.OfType<SessionEnded>().Single();
        Assert.All(back.Events.OfType<SessionStarted>(), s => Assert.Equal(session, s.SessionId));
        Assert.Equal((session, SessionEnds.Removed), (ended.SessionId, ended.Reason));
        Assert.True(ended.Received >= 3 * 84, $"{ended.Received} bytes");
    }

    [Fact]
    public async Task Expiry_WithoutAnyPortal_TakesTheClientOff()
    {
        _room.StartNode();
        await _portal.EnrolAsync();
        await using (var link = await _portal.DialAsync())
        {
            var soon = TimeProvider.System.GetUtcNow().AddSeconds(5);
            await link.ApplyAsync(Snapshot(peers: 0, soon), new(1, 1));
        }

        await ConnectAsync();
        await _room.InClientAsync("ping", "-c", "1", "-W", "3", "10.77.0.1");

        await Eventually.TrueAsync("the end", async () => (await PeersAsync()).Count == 0);
    }

    [Fact]
    public async Task Stop_Keep_LeavesTheTunnelStanding()
    {
        var node = _room.StartNode();
        await StartServingAsync();

        await node.StopAsync();

        Assert.Equal(0, node.ExitCode);
        await ConnectAsync();
        await _room.InClientAsync("ping", "-c", "1", "-W", "5", "10.77.0.1");
    }

    [Fact]
    public async Task Probe_FrozenDevice_IsSaidAndTakenBack()
    {
        _room.StartNode();
        await _portal.EnrolAsync();
        await using var link = await _portal.DialAsync();
        await link.ApplyAsync(Snapshot(peers: 1), new(1, 1));
        await Eventually.TrueAsync("the first status", () => Service(link)?.Works == true);
        var daemon = (await DevicePidAsync())!;

        await Shell.RunAsync("kill", "-STOP", daemon);
        await Eventually.TrueAsync("it is noticed", () => Service(link) is { Works: false });
        var detail = Service(link)!.Detail;
        await Shell.RunAsync("kill", "-CONT", daemon);
        await Eventually.TrueAsync("it is taken back", () => Service(link)?.Works == true);

        Assert.StartsWith("HF-1619", detail, StringComparison.Ordinal);
        Assert.Equal(2, (await PeersAsync()).Count);
    }

    [Theory]
    [InlineData(Transport.Udp)]
    [InlineData(Transport.Tcp)]
    public async Task Probe_FrozenOpenVpn_IsSaidAndTakenBack(Transport transport)
    {
        var service = OpenVpn(transport);
        _room.StartNode();
        await _portal.EnrolAsync();
        await using var link = await _portal.DialAsync();
        await link.ApplyAsync(OpenVpnSnapshot(service), new(1, 1));
        await Eventually.TrueAsync("the first status", () => Service(link, service.Interface)?.Works == true);
        var daemon = await ProcessIdAsync("openvpn", service.Interface, "openvpn.pid");

        await Shell.RunAsync("kill", "-STOP", daemon!);
        await Eventually.TrueAsync("it is noticed", () => Service(link, service.Interface) is { Works: false });
        var detail = Service(link, service.Interface)!.Detail;
        await Shell.RunAsync("kill", "-CONT", daemon!);
        await Eventually.TrueAsync("it is taken back", () => Service(link, service.Interface)?.Works == true);

        Assert.StartsWith("HF-1628", detail, StringComparison.Ordinal);
        Assert.Equal(daemon, await ProcessIdAsync("openvpn", service.Interface, "openvpn.pid"));
        Assert.All(link.Got<NodeStatus>(), status => Assert.All(status.Services, s => Assert.Equal(0, s.Sessions)));
        await _room.InServerAsync("kill", daemon!);
    }

    [Fact]
    public async Task Probe_OpenVpn_LeavesNothingInItsLog()
    {
        var service = OpenVpn(Transport.Tcp);
        _room.StartNode();
        await _portal.EnrolAsync();
        await using var link = await _portal.DialAsync();
        await link.ApplyAsync(OpenVpnSnapshot(service), new(1, 1));
        var log = Path.Combine(_room.Home, "openvpn", service.Interface, "openvpn.log");

        await Eventually.TrueAsync("two probes", async () => await ConnectionsAsync() >= 2);

        Assert.DoesNotContain("127.0.0.1", await File.ReadAllTextAsync(log), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stop_Remove_LeavesNothing()
    {
        await _room.InServerAsync("sysctl", "-w", "net.ipv4.ip_forward=0");
        _portal.EnrolBeforehand();
        var node = _room.StartNode(onStop: "remove");
        await ServeAsync();
        Assert.Contains("1", await _room.InServerAsync("cat", "/proc/sys/net/ipv4/ip_forward"));

        await node.StopAsync();

        Assert.Equal(0, node.ExitCode);
        await AssertNothingLeftAsync();
    }

    [Fact]
    public async Task Remove_AfterAKill_LeavesNothing()
    {
        await _room.InServerAsync("sysctl", "-w", "net.ipv4.ip_forward=0");
        var node = _room.StartNode();
        await StartServingAsync();
        await node.KillAsync();

        await NodeProcess.RemoveAsync(_room);

        await AssertNothingLeftAsync();
    }

    [Fact]
    public async Task Start_SecondOnTheSameHome_SaysSo()
    {
        _room.StartNode();
        await Eventually.TrueAsync("the first", () => File.Exists(Path.Combine(_room.Home, "link.sock")));

        var second = _room.StartNode();
        await second.ExitAsync();

        Assert.Equal(1, second.ExitCode);
        await Eventually.TrueAsync("the problem", () => second.Output.Contains("HF-1602", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Start_WithoutRights_SaysSo()
    {
        var process = _room.StartIn(
            _room.Server,
            "setpriv",
            "--bounding-set",
            "-net_admin",
            "--inh-caps",
            "-net_admin",
            Environment.ProcessPath!,
            "node",
            _room.Home,
            "0",
            "keep"
        );
        var errors = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();

        Assert.Equal(1, process.ExitCode);
        Assert.Contains("HF-1614", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Link_NewNode_GetsACertificateForTheTcpService()
    {
        _room.StartNode(tcpPort: 8444);
        await _portal.EnrolAsync();
        await using var link = await _portal.DialAsync();

        await Eventually.TrueAsync("the address", () => link.Got<NodeStatus>().Any(s => s.WireGuardTcpUrl is not null));

        Assert.Equal("https://localhost:8444/proxyguard", link.Got<NodeStatus>().Last().WireGuardTcpUrl!.ToString());
        Assert.True(File.Exists(Path.Combine(_room.Home, "wireguard-tcp.pem")));
    }

    private async Task StartServingAsync()
    {
        await _portal.EnrolAsync();
        await ServeAsync();
    }

    private async Task ServeAsync()
    {
        await using var link = await _portal.DialAsync();
        await link.ApplyAsync(Snapshot(peers: 3), new(1, 1));
    }

    /// <returns>The newest revision that was acknowledged before the end.</returns>
    /// <summary>The device has sent something to the node's own peer, which is not among <see cref="PeersAsync"/>.</summary>
    private async Task<bool> AnswersItselfAsync()
    {
        var people = (await PeersAsync()).Select(line => line.Split('\t')[0]).ToList();
        return (await _room.InServerAsync("wg", "show", Device, "transfer"))
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split('\t'))
            .Any(peer => !people.Contains(peer[0]) && peer[2] != "0");
    }

    /// <summary>TCP connections that anything on the server has accepted: PassiveOpens of Linux.</summary>
    private async Task<int> ConnectionsAsync()
    {
        var text = await _room.InServerAsync("cat", "/proc/net/snmp");
        var counts = text.Split('\n').Last(line => line.StartsWith("Tcp: ", StringComparison.Ordinal));
        return int.Parse(counts.Split(' ')[6]);
    }

    /// <summary>As the node said last.</summary>
    private ServiceStatus? Service(PortalLink link) => Service(link, Device);

    private static ServiceStatus? Service(PortalLink link, string device) =>
        link.Got<NodeStatus>().LastOrDefault()?.Services.SingleOrDefault(s => s.Interface == device);

    private static async Task<Revision> ChangeUntilKilledAsync(NodeProcess node, PortalLink link)
    {
        var killing = KillSoonAsync(node, link);
        for (var number = 1; !killing.IsCompleted; number++)
        {
            var delta = new NodeDelta
            {
                From = new(1, number),
                To = new(1, number + 1),
                Peers = [Peer(5000 + number)],
            };
            try
            {
                await link.SendAsync(new Delta(delta));
            }
            catch (IOException)
            {
                break;
            }

            await Task.Yield();
        }

        await killing;
        return link.Got<Applied>().Max(a => a.Revision);
    }

    private static async Task KillSoonAsync(NodeProcess node, PortalLink link)
    {
        await Eventually.TrueAsync("some changes", () => link.Got<Applied>().Any(a => a.Revision.Number > 50));
        await node.KillAsync();
    }

    private Task ConnectAsync() =>
        _room.ConnectClientAsync(_client.PrivateKey, _server.PublicKey, Port, "10.77.0.2/32", "10.77.0.0/16");

    /// <summary>Those of people; the node's own, with which it asks for handshakes, has no addresses.</summary>
    private async Task<IReadOnlyList<string>> PeersAsync()
    {
        using var wg = Shell.Start("ip", "netns", "exec", _room.Server, "wg", "show", Device, "allowed-ips");
        var output = await wg.StandardOutput.ReadToEndAsync();
        return
        [
            .. output
                .Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Where(line => !line.EndsWith("(none)", StringComparison.Ordinal)),
        ];
    }

    /// <returns>Null while there is none.</returns>
    private Task<string?> DevicePidAsync() => ProcessIdAsync("wireguard", Device + ".pid");

    private async Task<string?> ProcessIdAsync(params string[] names)
    {
        var file = Path.Combine([_room.Home, .. names]);
        return File.Exists(file) ? (await File.ReadAllTextAsync(file)).Split(' ')[0] : null;
    }

    private static async Task StopAsync(Process ping)
    {
        await Shell.RunAsync("kill", "-INT", $"{ping.Id}");
        await ping.WaitForExitAsync();
    }

    /// <summary>One may be on its way at the end.</summary>
    private static void AssertNothingLost(string ping)
    {
        var counts = Counts().Match(ping);
        Assert.True(counts.Success, ping);
        var (sent, received) = (int.Parse(counts.Groups[1].Value), int.Parse(counts.Groups[2].Value));
        Assert.True(sent > 10, ping);
        Assert.InRange(sent - received, 0, 1);
    }

    private async Task AssertNothingLeftAsync()
    {
        Assert.DoesNotContain(Device, await _room.InServerAsync("ip", "link"), StringComparison.Ordinal);
        Assert.DoesNotContain("holdfast", await _room.InServerAsync("nft", "list", "tables"), StringComparison.Ordinal);
        Assert.Equal("0", (await _room.InServerAsync("cat", "/proc/sys/net/ipv4/ip_forward")).Trim());
        Assert.Empty(await Shell.RunAsync("ip", "netns", "pids", _room.Server));
    }

    private Snapshot Snapshot(int peers, DateTimeOffset? clientEnds = null) =>
        new(
            new(1, 1),
            [Services()],
            [
                Peer(0) with
                {
                    PublicKey = _client.PublicKey,
                    ExpiresAt = clientEnds ?? Later,
                },
                .. Enumerable.Range(1, peers).Select(Peer),
            ],
            []
        );

    private ProfileServices Services() =>
        new()
        {
            ProfileId = "default",
            WireGuard = new WireGuardService
            {
                Interface = Device,
                Port = Port,
                PrivateKey = _server.PrivateKey,
                Mtu = 1420,
                Pool4 = IPNetwork.Parse("10.77.0.0/16"),
                Pool6 = IPNetwork.Parse("fd77::/64"),
                Tcp = false,
            },
            Forwarding = new ForwardingRules(Masquerade: true, ClientToClient: false),
        };

    private Snapshot OpenVpnSnapshot(OpenVpnService service) =>
        new(new(1, 1), [Services() with { WireGuard = null, OpenVpn = [service] }], [], []);

    private OpenVpnService OpenVpn(Transport transport)
    {
        var authority = new TestAuthority();
        var (certificate, key) = authority.Server();
        return TestServices.Udp with
        {
            Interface = DeviceNames.OpenVpn(_room.ProfileNumber, transport, 0),
            Transport = transport,
            CaCertificate = authority.Certificate,
            Certificate = certificate,
            PrivateKey = key,
            TlsCryptKey = authority.TlsCrypt,
        };
    }

    private static DateTimeOffset Later => TimeProvider.System.GetUtcNow().AddDays(1);

    private static Guid Id(int number) => new(number, 7, 0, 0, 0, 0, 0, 0, 0, 0, 1);

    private static WireGuardPeer Peer(int number) =>
        new()
        {
            ConfigurationId = Id(number),
            ProfileId = "default",
            PublicKey = Key(number),
            Address4 = new IPAddress([10, 77, (byte)((number + 2) >> 8), (byte)(number + 2)]),
            Address6 = IPAddress.Parse($"fd77::{number + 2:x}"),
            ExpiresAt = Later,
        };

    private static WireGuardKey Key(int number)
    {
        var bytes = new byte[WireGuardKey.Length];
        BitConverter.TryWriteBytes(bytes, number + 9);
        bytes[20] = 9;
        return new WireGuardKey(bytes);
    }

    [GeneratedRegex(@"(\d+) packets transmitted, (\d+) received")]
    private static partial Regex Counts();
}
