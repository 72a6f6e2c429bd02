using Holdfast.Lab.Holdfasts;
using Holdfast.Lab.Hosts;
using Holdfast.Lab.Probes;
using Holdfast.Lab.Scenarios.Parts;

namespace Holdfast.Lab.Scenarios;

/// <summary>Two addresses of one profile, two nodes, each active for one; one dies, and the other carries both.</summary>
internal sealed class DividedPairScenario : Scenario
{
    /// <summary>Among the datagrams that are counted are the heartbeats of two units: so many, and the node was told for a second and a half.</summary>
    private const int ManyClients = 150;

    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(60);

    public override string Name => "pair-divided";

    public override string Summary =>
        "a profile has two virtual addresses, each active on another node: one is killed, the other carries all clients, and nothing switches back by itself";

    public override async Task PlayAsync(Lab lab)
    {
        var pair = await DividedPair.BuildAsync(lab);

        lab.Story.Chapter("Each node is active for one of the addresses");
        if (await pair.ActiveAsync(FailoverGroup.Vrid) == await pair.ActiveAsync(FailoverGroup.SecondVrid))
        {
            await pair.SwitchAsync(FailoverGroup.SecondVrid);
        }

        var (one, two) = (await pair.ActiveAsync(FailoverGroup.Vrid), await pair.ActiveAsync(FailoverGroup.SecondVrid));
        lab.Story.Good(
            one.Host.Name,
            $"has {DividedPair.OutsideOf(FailoverGroup.Vrid)}, and {two.Host.Name} the other"
        );

        lab.Story.Chapter("Two people connect: the portal chooses the address whose node has room");
        var laptop = await pair.Portals.ClientAsync("laptop");
        var (anna, atAnna) = await pair.ConnectAsync("anna", laptop);
        await using var annas = anna;
        await using var probe = await Probe.StartAsync(laptop, pair.Portals.Inside.Address4, Soon);
        var desktop = await pair.Portals.ClientAsync("desktop");
        var (ben, atBen) = await pair.ConnectAsync("ben", desktop);
        await using var bens = ben;
        await using var other = await Probe.StartAsync(desktop, pair.Portals.Inside.Address4, Soon);
        lab.Story.Expect(atAnna != atBen, "portal", "they are at different addresses", $"{atAnna} and {atBen}");
        await SharedPair.UntilToldAsync(one);
        await SharedPair.UntilToldAsync(two);

        lab.Story.Chapter("All of one node is killed, and its cables are pulled");
        probe.Reset();
        other.Reset();
        await pair.Portals.KillAllAsync(one.Host);
        await SharedPair.UnplugAsync(one.Host);
        await DividedPair.UntilActiveAsync(two, FailoverGroup.Vrid);
        await SharedPair.ExpectGoesOnAsync(probe, laptop);
        await SharedPair.ExpectGoesOnAsync(other, desktop);
        await ExpectEndpointAsync(laptop, atAnna);
        await ExpectEndpointAsync(desktop, atBen);

        lab.Story.Chapter("It comes back: nothing switches back");
        await SharedPair.PlugInAsync(one.Host);
        await one.StartAsync();
        pair.Portals.StartAgain(one.Host);
        foreach (var vrid in new[] { FailoverGroup.Vrid, FailoverGroup.SecondVrid })
        {
            lab.Story.Expect(await pair.ActiveAsync(vrid) == two, two.Host.Name, $"keeps unit {vrid}");
        }

        lab.Story.Chapter("One address is switched back by hand, and only its clients notice");
        await pair.Portals.ProgramOn(one.Host).WaitForLineAsync("is linked", Soon);
        await SharedPair.UntilToldAsync(one, ManyClients);
        probe.Reset();
        other.Reset();
        await pair.SwitchAsync(atAnna);
        await SharedPair.ExpectGoesOnAsync(probe, laptop);
        await SharedPair.ExpectGoesOnAsync(other, desktop);
        await ExpectEndpointAsync(laptop, atAnna);
        lab.Story.Expect(await pair.ActiveAsync(atBen) == two, two.Host.Name, $"keeps unit {atBen}");
    }

    private static async Task ExpectEndpointAsync(Host client, int vrid)
    {
        var shown = await client.RunAsync("wg", "show", "wg0", "endpoints");
        client.Story.Expect(
            shown.Contains($"{DividedPair.OutsideOf(vrid)}:", StringComparison.Ordinal),
            client.Name,
            $"still speaks to {DividedPair.OutsideOf(vrid)}",
            shown
        );
    }
}
