using Holdfast.Bench.Reports;
using Holdfast.Lab.Holdfasts;
using Holdfast.Lab.Probes;
using Holdfast.Lab.Scenarios.Parts;
using Holdfast.Lab.Servers;

namespace Holdfast.Bench.Meshes;

/// <summary>Two hosts share an address, a third uses it: how long nobody answers when the one that does is killed, and when it is drained.</summary>
internal sealed class MeshBench : IBench
{
    private const int UsualRounds = 20;

    /// <summary>VpnCloud at a peer timeout of 5 s and a keepalive of 2 s, as its page recommends: 12 kills, median. Measured in 2026.</summary>
    private const double VpnCloudMedian = 5290;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static readonly TimeSpan Filling = TimeSpan.FromSeconds(10);

    /// <summary>Nothing that happened before matters any more.</summary>
    private static readonly TimeSpan Calm = TimeSpan.FromSeconds(1);

    public string Name => "mesh";

    public string Summary => "a shared address answers after its holder was killed or drained, beside VpnCloud";

    public int? Rounds { get; set; }

    public async Task<IReadOnlyList<Row>> MeasureAsync(Lab.Lab lab)
    {
        await using var trio = await MeshTrio.StartAsync(lab);
        var moves = await FillAsync(lab, trio);
        await using var probe = await Probe.PingAsync(trio.Client.Host, MeshTrio.Shared, Patience);
        var (dead, killed) = (new List<TimeSpan>(), new List<TimeSpan>());
        var (lost, sent) = (0, 0);
        for (var round = 0; round < (Rounds ?? UsualRounds); round++)
        {
            dead.Add(await LoseAsync(trio, probe, holder => holder.DieAsync()));
            killed.Add(await LoseAsync(trio, probe, holder => holder.KillAsync()));
            var (few, all) = await DrainAsync(trio, probe);
            (lost, sent) = (lost + few, sent + all);
            lab.Story.Tell(
                "mesh",
                $"answers {dead[^1].TotalMilliseconds:0} ms after all died, {killed[^1].TotalMilliseconds:0} ms after holdfast was killed; lost {few} when drained"
            );
        }

        var (death, kill) = (new Timings(dead), new Timings(killed));
        return
        [
            new(
                "holder dead, median (VpnCloud 5/2)",
                death.Median,
                VpnCloudMedian,
                "ms",
                "under 400",
                r => r.Ours < 400
            ),
            new("holder dead, p95", death.P95, null, "ms", "under 500", r => r.Ours < 500),
            new("only holdfast killed, p95", kill.P95, null, "ms"),
            new("moves while a download fills the tunnel", moves, null, "moves", "0", r => r.Ours == 0),
            new($"holder drained, lost of {sent} probes", lost, null, "probes", "0", r => r.Ours == 0),
        ];
    }

    /// <returns>How often the client sent its packets elsewhere meanwhile.</returns>
    private static async Task<int> FillAsync(Lab.Lab lab, MeshTrio trio)
    {
        var (holder, _) = await trio.SettleAsync();
        var before = await trio.CountMovesAsync();
        await using (DownloadServer.Start(holder.Host))
        {
            var bytes = await Download.FillAsync(trio.Client.Host, MeshTrio.Shared, Filling);
            lab.Story.Tell("client", $"takes {bytes / 1e6:0} MB in {Filling.TotalSeconds:0} s");
        }

        return await trio.CountMovesAsync() - before;
    }

    /// <returns>How long nobody answered.</returns>
    private static async Task<TimeSpan> LoseAsync(MeshTrio trio, Probe probe, Func<MeshHost, Task> lose)
    {
        var (holder, standby) = await trio.SettleAsync();
        await Task.Delay(Calm);
        probe.Reset();
        await lose(holder);
        await trio.WaitForHolderAsync(standby);
        await probe.WaitForAnswerAsync(Patience);
        var gap = probe.Statistics.LongestGap;
        await holder.StartAsync();
        return gap;
    }

    /// <returns>Probes that were lost, and that were sent.</returns>
    private static async Task<(int Lost, int Sent)> DrainAsync(MeshTrio trio, Probe probe)
    {
        var (holder, standby) = await trio.SettleAsync();
        await Task.Delay(Calm);
        probe.Reset();
        // What was on its way at the reset is answered, and was not sent.
        var (before, _) = await CountAsync(probe);
        await holder.TryAsync("drain");
        await trio.WaitForHolderAsync(standby);
        var (after, sent) = await CountAsync(probe);
        await holder.TryAsync("resume");
        return (after - before, sent);
    }

    /// <summary>Answers may be on their way at any moment; what is missing at all of many moments is lost.</summary>
    private static async Task<(int Lost, int Sent)> CountAsync(Probe probe)
    {
        var (lost, sent) = (int.MaxValue, 0);
        for (var look = 0; look < 100; look++)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(7));
            var statistics = probe.Statistics;
            (lost, sent) = (Math.Min(lost, statistics.Lost), statistics.Sent);
        }

        return (lost, sent);
    }
}
