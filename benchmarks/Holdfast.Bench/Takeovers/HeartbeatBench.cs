using System.Diagnostics;
using Holdfast.Bench.Fleets;
using Holdfast.Bench.Reports;
using Holdfast.Lab.Hosts;
using Holdfast.Lab.Programs;

namespace Holdfast.Bench.Takeovers;

/// <summary>
/// Two machines that are well and busy: each processor has more to do than it can. What the agents cost, first alone, and how often one
/// thinks that the other is dead.
/// </summary>
internal sealed class HeartbeatBench : IBench
{
    private const int UsualMinutes = 60;

    /// <summary>Until code that is used often is compiled for it, and the start is forgotten.</summary>
    private static readonly TimeSpan Warm = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(30);

    public string Name => "heartbeat";

    public string Summary =>
        "takeovers without a cause while all processors are busy, and what an agent costs, beside keepalived; --rounds: minutes";

    public int? Rounds { get; set; }

    public async Task<IReadOnlyList<Row>> MeasureAsync(Lab.Lab lab)
    {
        var minutes = Rounds ?? UsualMinutes;
        await using var ours = await StartAsync(lab, "h", (one, two) => new HoldfastPair(lab, one, two));
        await using var same = await StartAsync(lab, "k", (one, two) => new KeepalivedPair(one, two, "0.1"));
        lab.Story.Chapter("Nobody disturbs them");
        await Task.Delay(Warm);
        var (quiet, quietOfPeer) = (Cost.Of(ours), Cost.Of(same));
        await Task.Delay(Quiet);
        var (costs, costsOfPeer) = (Cost.Of(ours).Since(quiet), Cost.Of(same).Since(quietOfPeer));
        var (before, beforeOfPeer) = (await ours.TakeoversAsync(), await same.TakeoversAsync());

        lab.Story.Chapter($"Busy for {minutes} minutes");
        await WorkAsync(await lab.HostAsync("busy"), TimeSpan.FromMinutes(minutes));
        return
        [
            new(
                $"takeovers without a cause in {minutes} busy minutes (keepalived 0.1 s)",
                await ours.TakeoversAsync() - before,
                await same.TakeoversAsync() - beforeOfPeer,
                "",
                "0",
                r => r.Ours == 0
            ),
            new(
                "an agent's processor time (keepalived 0.1 s)",
                costs.Cores * 100,
                costsOfPeer.Cores * 100,
                "% core",
                "under 1",
                r => r.Ours < 1
            ),
            new(
                "an agent's resident memory (keepalived)",
                costs.Memory,
                costsOfPeer.Memory,
                "MB",
                "under 60",
                r => r.Ours < 60
            ),
        ];
    }

    private static async Task<AddressPair> StartAsync(Lab.Lab lab, string name, Func<Host, Host, AddressPair> make)
    {
        var network = await lab.NetworkAsync($"{name}net", "10.77.0.0/24", "fd77::/64");
        var pair = make(await lab.HostAsync($"{name}1", network), await lab.HostAsync($"{name}2", network));
        await pair.StartAsync();
        await pair.SettleAsync();
        return pair;
    }

    /// <summary>Two programs for each processor, none of which ever waits.</summary>
    private static async Task WorkAsync(Host host, TimeSpan time)
    {
        List<RunningProgram> busy =
        [
            .. Enumerable
                .Range(0, Environment.ProcessorCount * 2)
                .Select(_ => host.Start("busy", ["sh", "-c", "while :; do :; done"])),
        ];
        await Task.Delay(time);
        foreach (var program in busy)
        {
            await program.DisposeAsync();
        }
    }

    /// <param name="Memory">Megabytes of one machine, the larger of both.</param>
    /// <param name="Cores">Processors' time of one machine, on the average of both: seconds, or seconds a second.</param>
    private sealed record Cost(double Memory, double Cores, long At)
    {
        public static Cost Of(AddressPair pair)
        {
            var hosts = pair.Hosts.Select(host => host.Processes).ToList();
            return new(
                hosts.Max(processes => processes.Sum(one => one.ResidentMemory)) / 1e6,
                Use.Of(hosts.SelectMany(one => one)).Processor.TotalSeconds / hosts.Count,
                Stopwatch.GetTimestamp()
            );
        }

        public Cost Since(Cost before) =>
            this with
            {
                Cores = (Cores - before.Cores) / Stopwatch.GetElapsedTime(before.At, At).TotalSeconds,
            };
    }
}
