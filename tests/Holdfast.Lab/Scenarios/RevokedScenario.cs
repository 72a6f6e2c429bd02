using Holdfast.Lab.Clients;
using Holdfast.Lab.Holdfasts;
using Holdfast.Lab.Probes;
using Holdfast.Lab.Scenarios.Parts;

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
        var told = lab.Story.Elapsed;
        await Task.WhenAll(
            CutOff.ExpectAsync(laptop, onLaptop, told, AtOnce, "the command"),
            CutOff.ExpectAsync(phone, onPhone, told, AtOnce, "the command")
        );
        lab.Story.Expect(
            await Ping.OnceAsync(world.Server.Host, world.Inside.Address4),
            "server",
            "the network inside is still there"
        );
        await CutOff.ExpectRefusedAsync(laptop, openVpn, Soon);
    }
}
