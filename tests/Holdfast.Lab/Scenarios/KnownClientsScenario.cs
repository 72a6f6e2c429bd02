using Holdfast.Lab.Clients;
using Holdfast.Lab.Holdfasts;
using Holdfast.Lab.Probes;
using Holdfast.Lab.Programs;
using Holdfast.Lab.Scenarios.Parts;

namespace Holdfast.Lab.Scenarios;

/// <summary>Nothing of ours lives, and those who are known come and go as if nothing had happened.</summary>
internal sealed class KnownClientsScenario : Scenario
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(30);

    public override string Name => "known-clients";

    public override string Summary =>
        "portal and node are killed: tunnels go on, and known clients reconnect and renegotiate";

    public override async Task PlayAsync(Lab lab)
    {
        var world = await World.BuildAsync(lab);
        var story = lab.Story;
        await world.Server.AddUserAsync("anna", World.Password);
        var (laptop, phone) = (await world.ClientAsync("laptop"), await world.ClientAsync("phone"));
        await using var visit = await PortalVisit.SignInAsync(world.Server, laptop, "anna", World.Password);
        var openVpnFile = await visit.NewDeviceAsync("openvpn");
        await StockWireGuard.UpAsync(phone, await visit.NewDeviceAsync("wireguard"));
        await using var openVpn = await StockOpenVpn.UpAsync(laptop, openVpnFile, Soon);
        await using var onLaptop = await Probe.StartAsync(laptop, world.Inside.Address4, Soon);
        await using var onPhone = await Probe.StartAsync(phone, world.Inside.Address6, Soon);

        story.Chapter("Portal and node are killed");
        await world.Server.KillAllAsync();
        await ExpectGoesOnAsync(onLaptop);
        await ExpectGoesOnAsync(onPhone);
        story.Expect(
            onLaptop.Statistics.LongestGap.TotalSeconds < 1,
            "laptop",
            $"OpenVPN went on: {onLaptop.Statistics}"
        );
        story.Expect(
            onPhone.Statistics.LongestGap.TotalSeconds < 1,
            "phone",
            $"WireGuard went on: {onPhone.Statistics}"
        );

        story.Chapter("Known clients come back");
        var seen = openVpn.Program.Output.Count;
        openVpn.Program.Send(Signal.User1);
        await openVpn.WaitForConnectionAsync(Soon, from: seen);
        await onLaptop.WaitForAnswerAsync(Soon);
        story.Good("laptop", "OpenVPN reconnects while nothing of ours lives");
        await using (await StockOpenVpn.UpAsync(await world.ClientAsync("tablet"), openVpnFile + "\nreneg-sec 5", Soon))
        {
            story.Good("tablet", "another device with the same file connects, too");
        }

        story.Chapter("Holdfast is started again");
        onPhone.Reset();
        await world.Server.StartAsync();
        await ExpectGoesOnAsync(onPhone);
        story.Expect(onPhone.Statistics.LongestGap.TotalSeconds < 1, "phone", $"never noticed: {onPhone.Statistics}");
    }

    private static Task<GapStatistics> ExpectGoesOnAsync(Probe probe) => probe.WaitForAnswerAsync(Soon);
}
