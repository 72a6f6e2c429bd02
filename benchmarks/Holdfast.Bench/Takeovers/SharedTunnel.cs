using Holdfast.Bench.Reports;
using Holdfast.Lab.Apps;
using Holdfast.Lab.Clients;
using Holdfast.Lab.Holdfasts;
using Holdfast.Lab.Probes;
using Holdfast.Lab.Scenarios.Parts;

namespace Holdfast.Bench.Takeovers;

/// <summary>A stock WireGuard client that speaks to something behind two nodes of ours that share its profile.</summary>
internal static class SharedTunnel
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <returns>How long nothing came through: both cables of the active node pulled, and the role switched over as planned.</returns>
    public static async Task<(Timings Unplugged, Timings Planned)> MeasureAsync(Lab.Lab lab, int rounds)
    {
        var pair = await SharedPair.BuildAsync(lab, masquerade: false);
        var laptop = await pair.Portals.ClientAsync("laptop");
        await using var app = await pair.Portals.SignInAsync("anna", laptop);
        var file = await app.ConnectAsync(TwoPortals.Profile, preferTcp: false, AppConfiguration.WireGuard);
        await using var client = await StockWireGuard.UpAsync(laptop, file.TextWithKey);
        await using var probe = await Probe.StartAsync(laptop, pair.Portals.Inside.Address4, Patience);
        List<TimeSpan> unplugged = [];
        List<TimeSpan> planned = [];
        for (var round = 0; round < rounds; round++)
        {
            unplugged.Add(await GapAsync(pair, probe, active => SharedPair.UnplugAsync(active.Host)));
            await Task.WhenAll(pair.Members.Select(member => SharedPair.PlugInAsync(member.Host)));
            planned.Add(await GapAsync(pair, probe, active => active.SwitchOverAsync()));
            lab.Story.Tell(
                laptop.Name,
                $"goes on after {unplugged[^1].TotalMilliseconds:0} ms, and {planned[^1].TotalMilliseconds:0} ms when it was planned"
            );
        }

        return (new Timings(unplugged), new Timings(planned));
    }

    private static async Task<TimeSpan> GapAsync(SharedPair pair, Probe probe, Func<FailoverMember, Task> happens)
    {
        var active = await pair.ActiveAsync();
        var next = pair.Other(active);
        await SharedPair.UntilToldAsync(next);
        await probe.WaitForAnswerAsync(Patience);
        probe.Reset();
        await happens(active);
        await next.WaitUntilActiveAsync();
        await probe.WaitForAnswerAsync(Patience);
        return probe.Statistics.LongestGap;
    }
}
