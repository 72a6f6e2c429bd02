using Holdfast.Bench.Reports;
using Holdfast.Lab;
using Holdfast.Lab.Holdfasts;
using Holdfast.Lab.Hosts;
using Holdfast.Lab.Probes;
using Holdfast.Lab.Scenarios.Parts;

namespace Holdfast.Bench.Takeovers;

/// <summary>Downloads over TCP through the tunnel of a stock client, while the active node is unplugged.</summary>
internal sealed class DownloadsBench : IBench
{
    private const int Rounds = 20;
    private const long Bytes = 40_000_000;

    public string Name => "takeover-downloads";

    public string Summary =>
        "downloads go on after the active node was unplugged, where it routes and where it translates addresses";

    public async Task<IReadOnlyList<Row>> MeasureAsync(Lab.Lab lab)
    {
        var pair = await SharedPair.BuildAsync(lab, masquerade: false);
        var laptop = await pair.Portals.ClientAsync("laptop");
        await using var client = await pair.ConnectAsync("anna", laptop);
        var routed = await MeasureAsync(lab, pair, laptop, "routed");
        await pair.ShareAsync(masquerade: true);
        var translated = await MeasureAsync(lab, pair, laptop, "translated");
        return [.. routed, .. translated];
    }

    private static async Task<IReadOnlyList<Row>> MeasureAsync(Lab.Lab lab, SharedPair pair, Host laptop, string how)
    {
        lab.Story.Chapter($"Downloads, {how}");
        List<TimeSpan> stalls = [];
        for (var round = 0; round < Rounds; round++)
        {
            if (await StallAsync(lab, pair, laptop) is { } stall)
            {
                stalls.Add(stall);
            }
        }

        var timings = new Timings(stalls);
        return
        [
            new($"downloads that go on, {how}", stalls.Count, null, $"of {Rounds}", "all", r => r.Ours >= Rounds),
            new($"longest stall, {how}, median", timings.Median, null, "ms"),
            new($"longest stall, {how}, p95", timings.P95, null, "ms", "under 700", r => r.Ours < 700),
        ];
    }

    /// <returns>Null: the download broke.</returns>
    private static async Task<TimeSpan?> StallAsync(Lab.Lab lab, SharedPair pair, Host laptop)
    {
        var active = await pair.ActiveAsync();
        await SharedPair.UntilToldAsync(pair.Other(active));
        var download = Download.RunAsync(laptop, pair.Portals.Inside.Address4, Bytes);
        await SharedPair.UntilReceivedAsync(laptop);
        await SharedPair.UnplugAsync(active.Host);
        var stall = await ResultAsync(lab, download);
        await SharedPair.PlugInAsync(active.Host);
        return stall;
    }

    private static async Task<TimeSpan?> ResultAsync(Lab.Lab lab, Task<Download> download)
    {
        try
        {
            var done = await download;
            lab.Story.Tell("laptop", $"{done}");
            return done.LongestStall;
        }
        catch (LabException broken)
        {
            lab.Story.Bad("laptop", broken.Message);
            return null;
        }
    }
}
