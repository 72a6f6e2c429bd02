using Holdfast.Lab.Clients;
using Holdfast.Lab.Holdfasts;
using Holdfast.Lab.Probes;
using Holdfast.Lab.Programs;
using Holdfast.Lab.Scenarios.Parts;
using Holdfast.Lab.Stories;

namespace Holdfast.Lab.Scenarios;

/// <summary>Nothing of ours lives, and those who are known come and go as if nothing had happened.</summary>
internal sealed class KnownClientsScenario : Scenario
{
    private const int RenegotiateSeconds = 3;
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(30);

    /// <summary>A busy machine makes gaps; what is cut off is so for seconds.</summary>
    private static readonly TimeSpan ShortGap = TimeSpan.FromSeconds(1);

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
        await using var openVpn = await StockOpenVpn.UpAsync(
            laptop,
            $"{openVpnFile}\nreneg-sec {RenegotiateSeconds}",
            Soon
        );
        await using var onLaptop = await Probe.StartAsync(laptop, world.Inside.Address4, Soon);
        await using var onPhone = await Probe.StartAsync(phone, world.Inside.Address6, Soon);

        story.Chapter("Portal and node are killed");
        await world.Server.KillAllAsync();
        await ExpectRenegotiationAsync(openVpn);
        ExpectNoGap(story, "laptop", "OpenVPN renegotiates and goes on", onLaptop);
        ExpectNoGap(story, "phone", "WireGuard goes on", onPhone);

        story.Chapter("Known clients come back");
        var seen = openVpn.Program.Output.Count;
        openVpn.Program.Send(Signal.User1);
        await openVpn.WaitForConnectionAsync(Soon, from: seen);
        await onLaptop.WaitForAnswerAsync(Soon);
        story.Good("laptop", "OpenVPN reconnects while nothing of ours lives");

        story.Chapter("Holdfast is started again");
        onPhone.Reset();
        onLaptop.Reset();
        await world.Server.StartAsync();
        await Task.WhenAll(onPhone.WaitForAnswerAsync(Soon), onLaptop.WaitForAnswerAsync(Soon));
        ExpectNoGap(story, "laptop", "OpenVPN never noticed", onLaptop);
        ExpectNoGap(story, "phone", "WireGuard never noticed", onPhone);
    }

    private static void ExpectNoGap(Story story, string who, string what, Probe probe) =>
        story.Expect(probe.Statistics.LongestGap < ShortGap, who, $"{what}: {probe.Statistics}");

    /// <summary>The client asks for new keys by itself; then both certificates are looked at once more.</summary>
    private static async Task ExpectRenegotiationAsync(StockOpenVpn client)
    {
        var seen = client.Program.Output.Count;
        await client.Program.WaitForLineAsync("VERIFY OK: depth=0", Soon, from: seen);
        await client.Program.WaitForLineAsync("Control Channel: TLS", Soon, from: seen);
    }
}
