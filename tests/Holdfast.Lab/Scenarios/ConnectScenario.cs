using System.Net;
using Holdfast.Lab.Apps;
using Holdfast.Lab.Clients;
using Holdfast.Lab.Holdfasts;
using Holdfast.Lab.Hosts;
using Holdfast.Lab.Probes;
using Holdfast.Lab.Scenarios.Parts;

namespace Holdfast.Lab.Scenarios;

/// <summary>The foundation: every kind of stock client gets its traffic through one server.</summary>
internal sealed class ConnectScenario : Scenario
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(30);

    public override string Name => "connect";

    public override string Summary =>
        "stock WireGuard, OpenVPN and app clients connect to one server, and download through it";

    public override async Task PlayAsync(Lab lab)
    {
        var world = await World.BuildAsync(lab);
        var anna = await WireGuardByHandAsync(world);
        await OpenVpnByHandAsync(world);
        await AppAsync(world, anna);
        await AppWithoutUdpAsync(world);
        lab.Story.Chapter("The server is stopped");
        await world.Server.StopAsync();
        await Leftovers.ExpectNoneAsync(world.Server.Host);
    }

    /// <returns>The client's address in the tunnel; the tunnel stays up.</returns>
    private static async Task<IPAddress> WireGuardByHandAsync(World world)
    {
        world.Inside.Story.Chapter("Anna downloads a WireGuard configuration, and takes wg-quick");
        await world.Server.AddUserAsync("anna", World.Password);
        var host = await world.ClientAsync("anna");
        await Traffic.ExpectNoneAsync(world, host);
        await using var visit = await PortalVisit.SignInAsync(world.Server, host, "anna", World.Password);
        var text = await visit.NewDeviceAsync("wireguard");
        await StockWireGuard.UpAsync(host, text);
        await Traffic.ExpectAsync(world, host);
        return await AddressAsync(host, "wg0");
    }

    private static async Task OpenVpnByHandAsync(World world)
    {
        world.Inside.Story.Chapter("Bert downloads an OpenVPN configuration, and takes openvpn");
        await world.Server.AddUserAsync("bert", World.Password);
        var host = await world.ClientAsync("bert");
        await using var visit = await PortalVisit.SignInAsync(world.Server, host, "bert", World.Password);
        await using (await StockOpenVpn.UpAsync(host, await visit.NewDeviceAsync("openvpn"), Soon))
        {
            await Traffic.ExpectAsync(world, host);
        }

        await using (await StockOpenVpn.UpAsync(host, await visit.NewDeviceAsync("openvpn", preferTcp: true), Soon))
        {
            await Traffic.ExpectAsync(world, host);
        }
    }

    private static async Task AppAsync(World world, IPAddress anna)
    {
        world.Inside.Story.Chapter("Carl types the server's name into the app");
        var (app, profile) = await AppOfAsync(world, "carl");
        await using var ending = app;
        await using var tunnel = await AppTunnel.ConnectAsync(app, profile);
        await Traffic.ExpectAsync(world, app.Host);
        var mtu = int.Parse(await app.Host.RunAsync("cat", "/sys/class/net/wg0/mtu"), null);
        await Traffic.ExpectGatewayAsync(app.Host, tunnel.Configuration.Gateway4, mtu);
        app.Host.Story.Expect(
            !await Ping.OnceAsync(app.Host, anna, seconds: 1),
            app.Host.Name,
            $"another client, {anna}, is out of reach"
        );
        app.SpoilAccessToken();
        await app.DisconnectAsync();
        app.Host.Story.Good(app.Host.Name, "the app refreshes its token, and disconnects");
    }

    private static async Task AppWithoutUdpAsync(World world)
    {
        world.Inside.Story.Chapter("Dora's network lets no UDP through");
        var (app, profile) = await AppOfAsync(world, "dora");
        await using var ending = app;
        await app.Host.BlockAsync("udp dport 1-65535 oifname \"internet\"");
        await using var tunnel = await AppTunnel.ConnectAsync(app, profile);
        app.Host.Story.Expect(
            tunnel.Configuration.ContentType == AppConfiguration.WireGuardTcp,
            app.Host.Name,
            "is given WireGuard over TCP",
            tunnel.Configuration.ContentType
        );
        await Traffic.ExpectAsync(world, app.Host);
    }

    private static async Task<(EduVpnApp App, AppProfile Profile)> AppOfAsync(World world, string user)
    {
        await world.Server.AddUserAsync(user, World.Password);
        var app = new EduVpnApp(await world.ClientAsync(user), world.Server.Address);
        await app.SignInAsync(user, World.Password);
        return (app, (await app.InfoAsync()).Single());
    }

    private static async Task<IPAddress> AddressAsync(Host host, string device)
    {
        var text = await host.RunAsync("ip", "-4", "-br", "address", "show", device);
        return IPAddress.Parse(text.Split(' ', StringSplitOptions.RemoveEmptyEntries)[2].Split('/')[0]);
    }
}
