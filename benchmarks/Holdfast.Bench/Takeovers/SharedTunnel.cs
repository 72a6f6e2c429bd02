using Holdfast.Bench.Reports;
using Holdfast.Lab.Holdfasts;
using Holdfast.Lab.Probes;
using Holdfast.Lab.Scenarios.Parts;

namespace Holdfast.Bench.Takeovers;

/// <summary>A stock WireGuard client that speaks to something behind two nodes of ours that share its profile.</summary>
internal static class SharedTunnel
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <returns>
    /// How long nothing came through: both cables of the active node pulled, its WireGuard killed, and the role switched over as planned.
    /// </returns>
    public static async Task<(Timings Unplugged, Timings Killed, Timings Planned)> MeasureAsync(Lab.Lab lab, int rounds)
    {
        var pair = await SharedPair.BuildAsync(lab, masquerade: false);
        var laptop = await pair.Portals.ClientAsync("laptop");
        await using var client = await pair.ConnectAsync("anna", laptop);
        await using var probe = await Probe.StartAsync(laptop, pair.Portals.Inside.Address4, Patience);
        List<TimeSpan> unplugged = [];
        List<TimeSpan> killed = [];
        List<TimeSpan> planned = [];
        for (var round = 0; round < rounds; round++)
        {
            unplugged.Add(await GapAsync(pair, probe, active => SharedPair.UnplugAsync(active.Host)));
            await Task.WhenAll(pair.Members.Select(member => SharedPair.PlugInAsync(member.Host)));
            planned.Add(await GapAsync(pair, probe, active => active.SwitchOverAsync()));
            killed.Add(await GapAsync(pair, probe, Kill));
            lab.Story.Tell(
                laptop.Name,
                $"goes on after {unplugged[^1].TotalMilliseconds:0} ms, {killed[^1].TotalMilliseconds:0} ms when WireGuard died, and "
                    + $"{planned[^1].TotalMilliseconds:0} ms when it was planned"
            );
        }

        return (new Timings(unplugged), new Timings(killed), new Timings(planned));
    }

    private static Task Kill(FailoverMember active)
    {
        SharedPair.KillWireGuard(active.Host);
        return Task.CompletedTask;
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
