using Holdfast.Lab.Clients;
using Holdfast.Lab.Holdfasts;
using Holdfast.Lab.Hosts;
using Holdfast.Lab.Probes;
using Holdfast.Lab.Scenarios.Parts;
using Holdfast.Lab.Waiting;

namespace Holdfast.Lab.Scenarios;

/// <summary>Stock clients on a node that is switched, unplugged and killed, and the other that takes over from it.</summary>
internal sealed class PairScenario : Scenario
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(60);

    /// <summary>OpenVPN finds out after three seconds, waits one, and connects; a busy machine takes its time.</summary>
    private static readonly TimeSpan Reconnected = TimeSpan.FromSeconds(15);

    public override string Name => "pair";

    public override string Summary =>
        "two nodes share a profile: stock WireGuard and OpenVPN go on, and a download too, when the active one is switched, unplugged and killed";

    public override async Task PlayAsync(Lab lab)
    {
        var pair = await SharedPair.BuildAsync(lab, masquerade: false);
        lab.Story.Chapter("Two laptops connect to the shared address");
        var laptop = await pair.Portals.ClientAsync("laptop");
        await using var wireGuard = await pair.ConnectAsync("anna", laptop);
        await using var probe = await Probe.StartAsync(laptop, pair.Portals.Inside.Address4, Soon);
        var desktop = await pair.Portals.ClientAsync("desktop");
        await using var openVpn = await pair.ConnectOpenVpnAsync("ben", desktop);
        await using var other = await Probe.StartAsync(desktop, pair.Portals.Inside.Address4, Soon);

        lab.Story.Chapter("A planned switch over");
        var active = await pair.ActiveAsync();
        await SharedPair.UntilToldAsync(pair.Other(active));
        probe.Reset();
        await active.SwitchOverAsync();
        active = await pair.TakenOverAsync(active);
        await SharedPair.ExpectGoesOnAsync(probe, laptop);
        await pair.ExpectEndpointAsync(laptop);
        await ExpectReconnectedAsync(lab, other, openVpn);

        lab.Story.Chapter("The node of the active one is stopped and started again");
        probe.Reset();
        await pair.Portals.RestartAsync(active.Host);
        await pair.Portals.ProgramOn(active.Host).WaitForLineAsync("is linked", Soon);
        await SharedPair.ExpectGoesOnAsync(probe, laptop);
        await ExpectReconnectedAsync(lab, other, openVpn);
        await SharedPair.UntilToldAsync(pair.Other(active));

        lab.Story.Chapter("WireGuard alone is killed on the active one");
        probe.Reset();
        SharedPair.KillWireGuard(active.Host);
        active = await pair.TakenOverAsync(active);
        await SharedPair.ExpectGoesOnAsync(probe, laptop);
        await pair.ExpectEndpointAsync(laptop);
        await ExpectReconnectedAsync(lab, other, openVpn);
        await pair.ActiveAsync();
        await SharedPair.UntilToldAsync(pair.Other(active));

        lab.Story.Chapter("The active one is unplugged during a download");
        var download = Download.RunAsync(laptop, pair.Portals.Inside.Address4, bytes: 40_000_000);
        await SharedPair.UntilReceivedAsync(laptop);
        probe.Reset();
        await SharedPair.UnplugAsync(active.Host);
        active = await pair.TakenOverAsync(active);
        await SharedPair.ExpectGoesOnAsync(probe, laptop);
        await pair.ExpectEndpointAsync(laptop);
        lab.Story.Good(laptop.Name, $"downloads {await download}");
        await ExpectReconnectedAsync(lab, other, openVpn);

        lab.Story.Chapter("It comes back, as standby");
        await SharedPair.PlugInAsync(pair.Other(active).Host);
        await pair.ActiveAsync();
        lab.Story.Expect(await active.IsActiveAsync(), active.Host.Name, "stays active");
        await SharedPair.UntilToldAsync(pair.Other(active));

        lab.Story.Chapter("All of the active one is killed, and its cables are pulled");
        probe.Reset();
        await pair.Portals.KillAllAsync(active.Host);
        await SharedPair.UnplugAsync(active.Host);
        active = await pair.TakenOverAsync(active);
        await SharedPair.ExpectGoesOnAsync(probe, laptop);
        await pair.ExpectEndpointAsync(laptop);
        await ExpectReconnectedAsync(lab, other, openVpn);

        lab.Story.Chapter("WireGuard alone is killed, and there is nobody else");
        probe.Reset();
        SharedPair.KillWireGuard(active.Host);
        await SharedPair.ExpectGoesOnAsync(probe, laptop);
        lab.Story.Expect(await active.IsActiveAsync(), active.Host.Name, "stays active");
    }

    /// <summary>It connects again by itself: nobody is asked anything, and its address is the same.</summary>
    private static async Task ExpectReconnectedAsync(Lab lab, Probe probe, StockOpenVpn client)
    {
        var seen = await probe.WaitForAnswerAsync(Soon);
        lab.Story.Expect(
            seen.LongestGap < Reconnected && !client.Program.HasEnded,
            "desktop",
            $"is back, after {seen.LongestGap.TotalSeconds:0.0} s",
            $"{seen}"
        );
        probe.Reset();
    }
}
