using Holdfast.Bench.Fleets;
using Holdfast.Bench.Reports;
using Holdfast.Bench.Takeovers.Simulated;
using Holdfast.Lab.Hosts;
using Holdfast.Lab.Scenarios.Parts;

namespace Holdfast.Bench.Takeovers;

/// <summary>A thousand clients on one active node that is unplugged.</summary>
internal sealed class FleetTakeoverBench : IBench
{
    private const int Clients = 1000;
    private const int Rounds = 3;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    public string Name => "takeover-fleet";

    public string Summary =>
        "a thousand WireGuard clients (simulated, real handshakes) have traffic again after the active node was unplugged";

    public async Task<IReadOnlyList<Row>> MeasureAsync(Lab.Lab lab)
    {
        var pair = await SharedPair.BuildAsync(lab, masquerade: false);
        var host = await pair.Portals.ClientAsync("crowd");
        lab.Story.Chapter($"{Clients} clients connect");
        await using var crowd = await SimulatedCrowd.ConnectAsync(pair, host, Clients);
        crowd.Break();
        await crowd.UntilAllAnsweredAsync(Patience);
        lab.Story.Good(host.Name, $"{crowd.Count} clients are answered, four times a second");
        List<TimeSpan> gaps = [];
        var (memory, busy) = (0.0, 0.0);
        for (var round = 0; round < Rounds; round++)
        {
            var active = await pair.ActiveAsync();
            var standby = pair.Other(active);
            await SharedPair.UntilToldAsync(standby, Clients);
            var before = Of(standby.Host);
            crowd.Break();
            await SharedPair.UnplugAsync(active.Host);
            await crowd.UntilAllAnsweredAsync(Patience);
            var used = Of(standby.Host);
            gaps.AddRange(crowd.Gaps);
            (memory, busy) = (Math.Max(memory, used.Memory), Math.Max(busy, used.Processor - before.Processor));
            var timings = new Timings(crowd.Gaps);
            lab.Story.Tell(
                host.Name,
                $"95 % have traffic again after {timings.P95:0} ms, all after {timings.Percentile(100):0} ms"
            );
            await SharedPair.PlugInAsync(active.Host);
        }

        var all = new Timings(gaps);
        return
        [
            new("traffic again, 95 % of the clients", all.P95, null, "ms", "under 2000", r => r.Ours < 2000),
            new("traffic again, all clients", all.Percentile(100), null, "ms", "under 5000", r => r.Ours < 5000),
            new("memory of all programs of the standby", memory, null, "MB"),
            new("processor time of the standby for the takeover", busy, null, "s"),
        ];
    }

    private static (double Memory, double Processor) Of(Host host)
    {
        var processes = host.Processes;
        return (processes.Sum(one => one.ResidentMemory) / 1e6, Use.Of(processes).Processor.TotalSeconds);
    }
}
