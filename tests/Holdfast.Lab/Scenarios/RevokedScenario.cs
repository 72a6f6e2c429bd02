using Holdfast.Lab.Clients;
using Holdfast.Lab.Holdfasts;
using Holdfast.Lab.Probes;
using Holdfast.Lab.Scenarios.Parts;
using Holdfast.Lab.Waiting;

namespace Holdfast.Lab.Scenarios;

/// <summary>A user is disabled, and cut off at once on every device.</summary>
internal sealed class RevokedScenario : Scenario
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(30);

    /// <summary>From the administrator's command to the last packet.</summary>
    private static readonly TimeSpan AtOnce = TimeSpan.FromSeconds(2);

    public override string Name => "revoked";

    public override string Summary =>
        "a user is disabled: WireGuard and OpenVPN are cut off within two seconds, and stay out";

    public override async Task PlayAsync(Lab lab)
    {
        var world = await World.BuildAsync(lab);
        await world.Server.AddUserAsync("anna", World.Password);
        var (laptop, phone) = (await world.ClientAsync("laptop"), await world.ClientAsync("phone"));
        await using var visit = await PortalVisit.SignInAsync(world.Server, laptop, "anna", World.Password);
        await using var openVpn = await StockOpenVpn.UpAsync(laptop, await visit.NewDeviceAsync("openvpn"), Soon);
        await StockWireGuard.UpAsync(phone, await visit.NewDeviceAsync("wireguard"));
        await using var onLaptop = await Probe.StartAsync(laptop, world.Inside.Address4, Soon);
        await using var onPhone = await Probe.StartAsync(phone, world.Inside.Address4, Soon);

        lab.Story.Chapter("Anna is disabled");
        await world.Server.CommandAsync("user", "disable", "anna");
        await Task.WhenAll(ExpectSilenceAsync(lab, "laptop", onLaptop), ExpectSilenceAsync(lab, "phone", onPhone));
        lab.Story.Expect(
            await Ping.OnceAsync(world.Server.Host, world.Inside.Address4),
            "server",
            "the network inside is still there"
        );
        lab.Story.Expect(!await ReconnectsAsync(openVpn), "laptop", "OpenVPN is refused when it comes back");
    }

    private static async Task ExpectSilenceAsync(Lab lab, string who, Probe probe)
    {
        var told = lab.Story.Elapsed;
        var silence = TimeSpan.FromSeconds(1);
        await Wait.UntilAsync(
            "silence",
            AtOnce + silence,
            () => probe.Statistics is var now && now.LongestGap > silence
        );
        var after = probe.Statistics.GapBegan - told;
        lab.Story.Expect(
            after < AtOnce,
            who,
            $"is cut off {Math.Max(0, after.TotalMilliseconds):0} ms after the command"
        );
    }

    private static async Task<bool> ReconnectsAsync(StockOpenVpn client)
    {
        var seen = client.Program.Output.Count;
        await Wait.UntilAsync(
            "OpenVPN to be refused",
            Soon,
            () => client.Program.HasEnded || client.Program.Output.Find("AUTH_FAILED", 0) is not null
        );
        return client.Program.Output.Find(StockOpenVpn.Completed, seen) is not null;
    }
}
