using System.Diagnostics;
using Holdfast.Bench.Fleets;
using Holdfast.Bench.Reports;
using Holdfast.Lab.Apps;
using Holdfast.Lab.Holdfasts;
using Holdfast.Lab.Hosts;
using Holdfast.Lab.Programs;
using Holdfast.Lab.Scenarios.Parts;
using Holdfast.Lab.Waiting;

namespace Holdfast.Bench.Peers;

/// <summary>A node starts with 10 000 peers from what it persisted, beside <c>wg addconf</c> of as many.</summary>
internal sealed class PeersBench : IBench
{
    private const int Count = 10_000;
    private const int Rounds = 11;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public string Name => "peers";

    public string Summary =>
        "a node starts with 10 000 peers from its own files, beside wg addconf of as many, and its memory";

    public async Task<IReadOnlyList<Row>> MeasureAsync(Lab.Lab lab)
    {
        var world = await World.BuildAsync(lab);
        await FillAsync(world);
        await world.Server.KillAllAsync();
        var (ours, peer, memory) = (new List<TimeSpan>(), new List<TimeSpan>(), 0L);
        for (var round = 0; round < Rounds; round++)
        {
            memory = Math.Max(memory, await StartNodeAsync(world.Server, ours));
            peer.Add(await AddconfAsync(await lab.HostAsync($"plain{round}")));
        }

        var (node, addconf) = (new Timings(ours), new Timings(peer));
        return
        [
            new(
                $"{Count} peers live, median (wg addconf)",
                node.Median,
                addconf.Median,
                "ms",
                "ratio under 1.5",
                r => r.Ratio < 1.5
            ),
            new($"{Count} peers live, p95 (wg addconf)", node.P95, addconf.P95, "ms"),
            new(
                "memory of the node process, most of all rounds",
                memory / 1e6,
                null,
                "MB",
                "under 150",
                r => r.Ours < 150
            ),
        ];
    }

    /// <summary>The node gets the crowd with the change that one app's connect brings.</summary>
    private static async Task FillAsync(World world)
    {
        await using (var data = ServerData.Open(world.Server))
        {
            await data.AddPeersAsync(world.Server.Profile, Count - 1);
        }

        await world.Server.AddUserAsync("anna", World.Password);
        await using var app = new EduVpnApp(await world.ClientAsync("anna"), world.Server.Address);
        await app.SignInAsync("anna", World.Password);
        await app.ConnectAsync(world.Server.Profile, preferTcp: false, AppConfiguration.WireGuard);
        await Wait.UntilAsync(
            "the node to have all peers",
            Patience,
            async () => await PeersAsync(world.Server.Host) == Count
        );
    }

    /// <summary>
    /// From the start of the process, with nothing of the data plane there, until all peers are live. Like wg addconf, the node says when
    /// it is done; then the peers are counted. To count all the time would take the device's own time.
    /// </summary>
    /// <returns>Bytes of memory that the node has then.</returns>
    private static async Task<long> StartNodeAsync(HoldfastServer server, List<TimeSpan> durations)
    {
        await EndDataPlaneAsync(server.Host);
        var clock = Stopwatch.StartNew();
        await using var node = server.StartNodeAlone();
        await node.WaitForLineAsync($"is as wanted, with {Count} peers", Patience);
        await Wait.UntilAsync("all peers", Patience, async () => await PeersAsync(server.Host) == Count);
        durations.Add(clock.Elapsed);
        var memory = node.Process?.PeakMemory ?? 0;
        var used = Use.Of([node.Process!]).Processor.TotalSeconds;
        server.Host.Story.Tell(
            "server",
            $"{Count} peers after {clock.ElapsedMilliseconds} ms, {memory >> 20} MB, {used:0.00} s of processor, {DeviceUse(server.Host)}"
        );
        await node.KillAsync();
        return memory;
    }

    private static async Task EndDataPlaneAsync(Host host)
    {
        foreach (var process in host.Find("wireguard-go").Concat(host.Find("openvpn")))
        {
            process.Send(Signal.Kill);
        }

        await Wait.UntilAsync("no device to be left", Patience, () => host.Find("wireguard-go").Count == 0);
    }

    private static async Task<TimeSpan> AddconfAsync(Host host)
    {
        await PeerFile.WriteAsync(host, Count);
        var clock = Stopwatch.StartNew();
        await host.ScriptAsync($"wireguard-go wg0 2>&-; wg addconf wg0 {PeerFile.Path}; ip link set wg0 up");
        await Wait.UntilAsync("all peers", Patience, async () => await PeersAsync(host) == Count);
        host.Story.Tell(host.Name, $"wg addconf after {clock.ElapsedMilliseconds} ms, {DeviceUse(host)}");
        return clock.Elapsed;
    }

    private static string DeviceUse(Host host) =>
        $"{Use.Of(host.Find("wireguard-go")).Processor.TotalSeconds:0.00} s by wireguard-go";

    private static async Task<int> PeersAsync(Host host)
    {
        var peers = await host.TryRunAsync("bash", "-c", "wg show all allowed-ips | grep -vcF '(none)'");
        return int.TryParse(peers.Output, out var count) ? count : 0;
    }
}
