using Holdfast.Lab.Hosts;
using Holdfast.Lab.Probes;
using Holdfast.Lab.Scenarios.Parts;

namespace Holdfast.Lab.Scenarios;

/// <summary>Clients, nodes and what is inside have no IPv4.</summary>
internal sealed class IPv6PairScenario : Scenario
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(60);

    public override string Name => "pair-ipv6";

    public override string Summary =>
        "two nodes share an address without any IPv4: stock clients go on when the active one is switched and unplugged";

    public override async Task PlayAsync(Lab lab)
    {
        var pair = await SharedPair.BuildAsync(lab, masquerade: false, onlyIPv6: true);
        lab.Story.Chapter("Two laptops connect to the shared address, and IPv4 is gone");
        var inside = pair.Portals.Inside;
        var (laptop, desktop) = (await pair.Portals.ClientAsync("laptop"), await pair.Portals.ClientAsync("desktop"));
        await using var wireGuard = await pair.ConnectAsync("anna", laptop);
        await using var openVpn = await pair.ConnectOpenVpnAsync("ben", desktop);
        foreach (var host in (Host[])[laptop, desktop, inside, .. pair.Members.Select(member => member.Host)])
        {
            await WithoutIPv4Async(host);
        }

        await using var probe = await Probe.StartAsync(laptop, inside.Address6, Soon);
        await using var other = await Probe.StartAsync(desktop, inside.Address6, Soon);

        lab.Story.Chapter("A planned switch over");
        var active = await pair.ActiveAsync();
        await SharedPair.UntilToldAsync(pair.Other(active));
        probe.Reset();
        await active.SwitchOverAsync();
        active = await pair.TakenOverAsync(active);
        await SharedPair.ExpectGoesOnAsync(probe, laptop);
        await pair.ExpectEndpointAsync(laptop);
        await other.WaitForAnswerAsync(Soon);
        await SharedPair.UntilToldAsync(pair.Other(active));

        lab.Story.Chapter("The active one is unplugged during a download");
        var download = Download.RunAsync(laptop, inside.Address6, bytes: 40_000_000);
        await SharedPair.UntilReceivedAsync(laptop);
        probe.Reset();
        other.Reset();
        await SharedPair.UnplugAsync(active.Host);
        await pair.TakenOverAsync(active);
        await SharedPair.ExpectGoesOnAsync(probe, laptop);
        await pair.ExpectEndpointAsync(laptop);
        laptop.Story.Good(laptop.Name, $"downloads {await download}");
        var back = await other.WaitForAnswerAsync(Soon);
        desktop.Story.Good(desktop.Name, $"is back, after {back.LongestGap.TotalSeconds:0.0} s");
    }

    /// <summary>Of its cables; tunnels keep theirs.</summary>
    private static async Task WithoutIPv4Async(Host host)
    {
        foreach (var link in host.Links)
        {
            await host.RunAsync("ip", "-4", "address", "flush", "dev", link.Interface);
        }
    }
}
