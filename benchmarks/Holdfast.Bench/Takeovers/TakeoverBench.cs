using Holdfast.Bench.Reports;
using Holdfast.Lab.Hosts;
using Holdfast.Lab.Networks;
using Holdfast.Lab.Probes;

namespace Holdfast.Bench.Takeovers;

/// <summary>The cables of the machine that has a virtual address are pulled: how long nobody answers there, and in tunnels through it.</summary>
internal sealed class TakeoverBench : IBench
{
    private const int Rounds = 20;

    /// <summary>Each takes long, and is the same each time.</summary>
    private const int RoundsOfSlow = 5;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public string Name => "takeover";

    public string Summary =>
        "addresses answer and a stock WireGuard client goes on after the machine was unplugged, beside keepalived and ucarp";

    public async Task<IReadOnlyList<Row>> MeasureAsync(Lab.Lab lab)
    {
        var ours = await MeasureAsync(lab, "h", Rounds, (one, two) => new HoldfastPair(lab, one, two));
        var same = await MeasureAsync(lab, "k", Rounds, (one, two) => new KeepalivedPair(one, two, "0.1"));
        var usual = await MeasureAsync(lab, "v", RoundsOfSlow, (one, two) => new KeepalivedPair(one, two, "1"));
        var ucarp = await MeasureAsync(lab, "u", RoundsOfSlow, (one, two) => new UcarpPair(one, two));
        var (unplugged, killed, planned) = await SharedTunnel.MeasureAsync(lab, Rounds);
        var sameKeys = await SameKeys.MeasureAsync(lab, RoundsOfSlow);
        return
        [
            new(
                "WireGuard, unplugged, median (keepalived 0.1 s, one key on both)",
                unplugged.Median,
                sameKeys.Median,
                "ms",
                "under 400",
                r => r.Ours < 400
            ),
            new(
                "WireGuard, unplugged, p95 (keepalived 0.1 s, one key on both)",
                unplugged.P95,
                sameKeys.P95,
                "ms",
                "under 500",
                r => r.Ours < 500
            ),
            new("WireGuard, its process killed, median", killed.Median, null, "ms", "under 400", r => r.Ours < 400),
            new("WireGuard, its process killed, p95", killed.P95, null, "ms", "under 500", r => r.Ours < 500),
            new("WireGuard, planned switch, median", planned.Median, null, "ms", "at most 10", r => r.Ours <= 10),
            new("WireGuard, planned switch, p95", planned.P95, null, "ms"),
            new(
                "unplugged, median (keepalived, 0.1 s)",
                ours.Median,
                same.Median,
                "ms",
                "under 400",
                r => r.Ours < 400
            ),
            new("unplugged, p95 (keepalived, 0.1 s)", ours.P95, same.P95, "ms", "under 500", r => r.Ours < 500),
            new("unplugged, median (keepalived, 1 s)", ours.Median, usual.Median, "ms"),
            new("unplugged, median (ucarp, 1 s)", ours.Median, ucarp.Median, "ms"),
        ];
    }

    private static async Task<Timings> MeasureAsync(
        Lab.Lab lab,
        string name,
        int rounds,
        Func<Host, Host, AddressPair> make
    )
    {
        var network = await lab.NetworkAsync($"{name}net", "10.77.0.0/24", "fd77::/64");
        var (one, two) = (await lab.HostAsync($"{name}1", network), await lab.HostAsync($"{name}2", network));
        var client = await lab.HostAsync($"{name}3", network);
        await using var pair = make(one, two);
        lab.Story.Chapter(pair.GetType().Name);
        await pair.StartAsync();
        await pair.SettleAsync();
        await using var probe = await Probe.PingAsync(client, AddressPair.Address, Patience);
        var gaps = new List<TimeSpan>();
        for (var round = 0; round < rounds; round++)
        {
            gaps.Add(await UnplugAsync(pair, network, probe));
            lab.Story.Tell(name, $"answers after {gaps[^1].TotalMilliseconds:0} ms");
        }

        return new Timings(gaps);
    }

    private static async Task<TimeSpan> UnplugAsync(AddressPair pair, Network network, Probe probe)
    {
        var active = await pair.SettleAsync();
        await probe.WaitForAnswerAsync(Patience);
        probe.Reset();
        await active.LinkTo(network).DownAsync();
        await probe.WaitForAnswerAsync(Patience);
        var gap = probe.Statistics.LongestGap;
        await active.LinkTo(network).UpAsync();
        return gap;
    }
}
