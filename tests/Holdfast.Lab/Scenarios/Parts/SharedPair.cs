using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Holdfast.Lab.Apps;
using Holdfast.Lab.Clients;
using Holdfast.Lab.Holdfasts;
using Holdfast.Lab.Hosts;
using Holdfast.Lab.Networks;
using Holdfast.Lab.Probes;
using Holdfast.Lab.Programs;
using Holdfast.Lab.Servers;
using Holdfast.Lab.Waiting;

namespace Holdfast.Lab.Scenarios.Parts;

/// <summary>Two nodes that share a profile, its clients and its addresses; what is inside knows them by the inside address.</summary>
public sealed class SharedPair
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>How long it takes is for the benchmark to say; a client that had to begin by itself would need 15 s.</summary>
    private static readonly TimeSpan TakenOver = TimeSpan.FromSeconds(5);

    /// <summary>Two ways, twice a second, and one that was under way.</summary>
    private const int EnoughDatagrams = 7;

    /// <summary>At most, see docs/protocols/session-sync.md.</summary>
    private const int ClientsOfDatagram = 30;

    private SharedPair(TwoPortals portals, IReadOnlyList<FailoverMember> members, IPAddress endpoint) =>
        (Portals, Members, Endpoint) = (portals, members, endpoint);

    /// <summary>What clients connect to.</summary>
    public static IPAddress Outside4 { get; } = IPAddress.Parse("198.51.100.200");

    public static IPAddress Outside6 { get; } = IPAddress.Parse("2001:db8:100::200");

    /// <summary>The way to the clients.</summary>
    public static IPAddress Inside4 { get; } = IPAddress.Parse("10.10.0.200");

    public static IPAddress Inside6 { get; } = IPAddress.Parse("fd10::200");

    /// <summary>Of the shared addresses, the one in the configurations of clients.</summary>
    public IPAddress Endpoint { get; }

    public TwoPortals Portals { get; }

    /// <summary>The failover agents, each beside its node.</summary>
    public IReadOnlyList<FailoverMember> Members { get; }

    private Lab Lab => Portals.Lab;

    /// <param name="masquerade">Clients' addresses are translated to the inside address; else routed through it.</param>
    /// <param name="onlyIPv6">The addresses that are shared, and the heartbeats.</param>
    /// <param name="prepare">Called with each host of ours and its state folder, before anything runs there.</param>
    public static async Task<SharedPair> BuildAsync(
        Lab lab,
        bool masquerade,
        bool onlyIPv6 = false,
        Func<Host, string, Task>? prepare = null
    )
    {
        var portals = await TwoPortals.BuildAsync(lab, prepare);
        var second = await portals.AddNodeAsync("node2");
        lab.Own(DownloadServer.Start(portals.Inside));
        lab.Story.Chapter("Two nodes share an address");
        var group = onlyIPv6
            ? await SharedPairGroup.OfIPv6Async(portals.Node, second)
            : SharedPairGroup.Of(portals.Node, second);
        List<FailoverMember> members = [];
        foreach (var node in group.Members)
        {
            var home = Path.Combine(portals.Home(node), "failover");
            members.Add(lab.Own(await FailoverMember.StartAsync(node, home, group)));
        }

        var pair = new SharedPair(portals, members, onlyIPv6 ? Outside6 : Outside4);
        await pair.ActiveAsync();
        await pair.ShareAsync(masquerade);
        return pair;
    }

    /// <param name="masquerade">Clients' addresses are translated to the inside address; else routed through it.</param>
    public async Task ShareAsync(bool masquerade)
    {
        var first = Portals.First;
        var set = JsonNode.Parse(await Portals.CommandAsync(first, "profile", "export"))!;
        var profile = (set is JsonArray all ? all : set["items"]!.AsArray())[0]!.AsObject();
        profile["placement"] = "shared";
        profile["unit"] = FailoverGroup.Vrid;
        profile["hostName"] = $"{Endpoint}";
        profile["masquerade"] = masquerade;
        var file = Path.Combine(Portals.Home(first), "profiles.json");
        await File.WriteAllTextAsync(first.FromOutside(file), set.ToJsonString());
        await Portals.CommandAsync(first, "profile", "apply", file);
        Lab.Story.Tell(first.Name, $"the profile is shared: clients connect to {Endpoint}");
        foreach (var protocol in new[] { "wireGuard", "openVpn" })
        {
            await RouteAsync($"{profile[protocol]!["pool4"]}", Inside4);
            await RouteAsync($"{profile[protocol]!["pool6"]}", Inside6);
        }
    }

    /// <summary>The one that has the addresses, as soon as the other is ready to follow.</summary>
    public async Task<FailoverMember> ActiveAsync()
    {
        FailoverMember? active = null;
        await Wait.UntilAsync(
            "one to be active and the other to be ready",
            Patience,
            async () =>
            {
                var views = await Task.WhenAll(Members.Select(member => member.StatusAsync()));
                active = null;
                for (var i = 0; i < views.Length; i++)
                {
                    active = views[i] is { Role: "active" } ? Members[i] : active;
                }

                return active is not null && views.Count(v => v is { Role: "standby", Obstacle: "active-heard" }) == 1;
            }
        );
        return active!;
    }

    public FailoverMember Other(FailoverMember member) => Members.Single(one => one != member);

    /// <summary>Waits until a node has heard from the other what it knows of its clients: several times, on both ways.</summary>
    /// <param name="clients">That are active.</param>
    public static async Task UntilToldAsync(FailoverMember standby, int clients = 1)
    {
        var enough = EnoughDatagrams * ((clients + ClientsOfDatagram - 1) / ClientsOfDatagram);
        var before = await DatagramsAsync(standby.Host);
        await Wait.UntilAsync(
            $"{standby.Host.Name} to be told of the clients",
            Patience,
            async () => await DatagramsAsync(standby.Host) >= before + enough
        );
    }

    public async Task<StockWireGuard> ConnectAsync(string user, Host client)
    {
        var app = Lab.Own(await Portals.SignInAsync(user, client));
        var configuration = await app.ConnectAsync(TwoPortals.Profile, preferTcp: false, AppConfiguration.WireGuard);
        return await StockWireGuard.UpAsync(client, configuration.TextWithKey);
    }

    /// <param name="tcp">Over TCP; else over UDP.</param>
    public async Task<StockOpenVpn> ConnectOpenVpnAsync(string user, Host client, bool tcp = false)
    {
        var app = Lab.Own(await Portals.SignInAsync(user, client));
        var configuration = await app.ConnectAsync(TwoPortals.Profile, tcp, AppConfiguration.OpenVpn);
        return await StockOpenVpn.UpAsync(client, $"{configuration.Text}\nscript-security 0", Patience);
    }

    /// <returns>The other one, which is active now.</returns>
    public async Task<FailoverMember> TakenOverAsync(FailoverMember before)
    {
        var after = Other(before);
        await after.WaitUntilActiveAsync();
        return after;
    }

    /// <summary>Waits until so much more has come through the client's tunnel.</summary>
    /// <param name="bytes">By default what nobody but a download under way receives.</param>
    public static async Task UntilReceivedAsync(Host client, long bytes = 10_000_000)
    {
        var before = await ReceivedAsync(client);
        await Wait.UntilAsync(
            "a download to be under way",
            Patience,
            async () => await ReceivedAsync(client) > before + bytes
        );
    }

    public static async Task ExpectGoesOnAsync(Probe probe, Host client)
    {
        var seen = await probe.WaitForAnswerAsync(Patience);
        client.Story.Expect(
            seen.LongestGap < TakenOver,
            client.Name,
            $"goes on, after {seen.LongestGap.TotalMilliseconds:0} ms",
            $"{seen}"
        );
    }

    /// <summary>A client must not have followed the node to the node's own address: it could not follow it back.</summary>
    public async Task ExpectEndpointAsync(Host client)
    {
        var shown = await client.RunAsync("wg", "show", "wg0", "endpoints");
        client.Story.Expect(
            shown.Contains($"{new IPEndPoint(Endpoint, 0)}"[..^1], StringComparison.Ordinal),
            client.Name,
            $"still speaks to {Endpoint}",
            shown
        );
    }

    /// <summary>The process that carries the tunnels.</summary>
    public static void KillWireGuard(Host host)
    {
        host.Story.Fault(host.Name, "wireguard-go gets SIGKILL");
        foreach (var process in host.Find("wireguard-go"))
        {
            process.Send(Signal.Kill);
        }
    }

    /// <summary>Both cables at once: what a power cut looks like from outside.</summary>
    public static async Task UnplugAsync(Host host)
    {
        host.Story.Fault(host.Name, "both cables are pulled");
        await Task.WhenAll(host.Links.Select(link => link.DownAsync()));
    }

    public static async Task PlugInAsync(Host host)
    {
        host.Story.Tell(host.Name, "both cables are back");
        await Task.WhenAll(host.Links.Select(link => link.UpAsync()));
    }

    /// <summary>Two lines a protocol: names, then numbers; the first number of UDP is what programs have received.</summary>
    private static async Task<long> DatagramsAsync(Host host)
    {
        var lines = (await host.RunAsync("cat", "/proc/net/snmp")).Split('\n');
        var numbers = lines.Last(line => line.StartsWith("Udp:", StringComparison.Ordinal)).Split(' ');
        return long.Parse(numbers[1], CultureInfo.InvariantCulture);
    }

    public static async Task<long> ReceivedAsync(Host client) =>
        long.Parse(
            await client.RunAsync("cat", "/sys/class/net/wg0/statistics/rx_bytes"),
            CultureInfo.InvariantCulture
        );

    private Task RouteAsync(string pool, IPAddress gateway) =>
        Portals.Inside.RunAsync("ip", "route", "replace", pool, "via", $"{gateway}");
}
