using System.Diagnostics;
using Holdfast.Lab.Histories;
using Holdfast.Lab.Programs;
using Holdfast.Lab.Scenarios.Parts;

namespace Holdfast.Lab.Scenarios.Faults;

/// <summary>For a minute there is no portal at all, and a node is killed too: who is known goes on, and comes back.</summary>
internal sealed class PortalsAwayScenario : FaultsScenario
{
    private static readonly TimeSpan Away = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(30);

    public override string Name => "portals-away";

    public override string Summary =>
        "both portals are killed for a minute: 50 clients stay connected, and OpenVPN clients reconnect without any portal";

    protected override Task BreakAsync(Installation all) =>
        FaultAsync(
            all,
            "both portals are killed for a minute",
            Notices.NoPortal,
            async () =>
            {
                var clock = Stopwatch.StartNew();
                await all.Portals.KillAllAsync(all.Portals.First);
                await all.Portals.KillAllAsync(all.Portals.Second);
                await all.Portals.ProgramOn(all.Nodes[0]).KillAsync();
                await ReconnectAsync(all, () => clock.Elapsed < Away / 3);
                all.Portals.StartAgain(all.Nodes[0]);
                await ReconnectAsync(all, () => clock.Elapsed < Away);
                all.Portals.StartAgain(all.Portals.First);
                all.Portals.StartAgain(all.Portals.Second);
                await all.UntilLinkedAsync();
            }
        );

    /// <summary>One after the other, again and again.</summary>
    private static async Task ReconnectAsync(Installation all, Func<bool> isTime)
    {
        List<TimeSpan> took = [];
        foreach (var client in Forever(all.Fleet.All).TakeWhile(_ => isTime()))
        {
            var clock = Stopwatch.StartNew();
            await all.Log.FaultAsync(
                $"{client.Name} reconnects",
                Notices.Reconnects(client.Name),
                () => AgainAsync(client)
            );
            took.Add(clock.Elapsed);
        }

        all.Lab.Story.Good(
            "clients",
            $"{took.Count} OpenVPN clients have reconnected, in {took.Order().ElementAt(took.Count / 2).TotalSeconds:0.0} s (median), {took.Max().TotalSeconds:0.0} s at most"
        );
    }

    private static IEnumerable<FleetClient> Forever(IEnumerable<FleetClient> fleet)
    {
        List<FleetClient> all = [.. fleet.Where(client => client.OpenVpn is not null)];
        for (var i = 0; ; i++)
        {
            yield return all[i % all.Count];
        }
    }

    private static async Task AgainAsync(FleetClient client)
    {
        var program = client.OpenVpn!.Program;
        var seen = program.Output.Count;
        program.Send(Signal.User1);
        await client.OpenVpn.WaitForConnectionAsync(Soon, from: seen);
    }
}
