using Holdfast.Lab.Clients;
using Holdfast.Lab.Holdfasts;
using Holdfast.Lab.Hosts;
using Holdfast.Lab.Networks;
using Holdfast.Lab.Probes;
using Holdfast.Lab.Scenarios.Parts;
using Holdfast.Lab.Waiting;

namespace Holdfast.Lab.Scenarios;

/// <summary>A user is disabled while no portal reaches the node that carries her: everybody can see that, and it ends when the node is back.</summary>
internal sealed class DisabledWhileAwayScenario : Scenario
{
    private const string First = "node-1";
    private const string Second = "node-2";
    private const string NotYet = "has not yet confirmed";

    /// <summary>What the probes ask in three seconds.</summary>
    private const int SomeAnswers = 600;

    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(30);

    /// <summary>A busy machine makes gaps; who is cut off is so for longer.</summary>
    private static readonly TimeSpan ShortGap = TimeSpan.FromSeconds(1);

    /// <summary>From the plug to the last packet: the portal has to dial first.</summary>
    private static readonly TimeSpan Seconds = TimeSpan.FromSeconds(5);

    public override string Name => "disabled-while-away";

    public override string Summary =>
        "a user is disabled while the portal does not reach the node: it says so, and she is cut off when the node is back";

    public override async Task PlayAsync(Lab lab)
    {
        var (world, uplink) = await World.WithUplinkAsync(lab);
        using var nodes = new NodeList(world.Server);
        var cable = (await EnrolAsync(lab, world, nodes, uplink)).Host.LinkTo(uplink);
        await using var administrator = await AdministratorAsync(world);
        await world.Server.AddUserAsync("anna", World.Password);
        var (laptop, phone) = (await world.ClientAsync("laptop"), await world.ClientAsync("phone"));
        await using var visit = await PortalVisit.SignInAsync(world.Server, laptop, "anna", World.Password);
        await using var openVpn = await StockOpenVpn.UpAsync(laptop, await visit.NewDeviceAsync("openvpn"), Soon);
        await StockWireGuard.UpAsync(phone, await visit.NewDeviceAsync("wireguard"));
        await using var onLaptop = await Probe.StartAsync(laptop, world.Inside.Address4, Soon);
        await using var onPhone = await Probe.StartAsync(phone, world.Inside.Address4, Soon);

        lab.Story.Chapter("The second machine's uplink is unplugged, and Anna is disabled");
        await cable.DownAsync();
        await nodes.WaitForAsync(Second, "not-linked", Soon);
        await world.Server.CommandAsync("user", "disable", "anna");
        lab.Story.Tell("server", "holdfast user disable anna");
        await ExpectNotYetAsync(lab, world, nodes, administrator);
        await Task.WhenAll(ExpectGoesOnAsync(laptop, onLaptop), ExpectGoesOnAsync(phone, onPhone));

        lab.Story.Chapter("The uplink is plugged in again");
        var plugged = lab.Story.Elapsed;
        await cable.UpAsync();
        await Task.WhenAll(
            CutOff.ExpectAsync(laptop, onLaptop, plugged, Seconds, "the cable is in"),
            CutOff.ExpectAsync(phone, onPhone, plugged, Seconds, "the cable is in")
        );
        await ExpectConfirmedAsync(lab, world, nodes, administrator);
        await CutOff.ExpectRefusedAsync(laptop, openVpn, Soon);
    }

    /// <summary>A second machine, which the portal reaches over the uplink only; it gets the clients.</summary>
    private static async Task<NodeMachine> EnrolAsync(Lab lab, World world, NodeList nodes, Network uplink)
    {
        lab.Story.Chapter("A second machine, to which the portal has a cable of its own");
        var host = await world.MachineAsync("second", uplink);
        string[] options = ["--link-host", host.LinkTo(uplink).Address4.ToString()];
        var machine = lab.Own(await NodeMachine.StartAsync(host, Path.Combine(lab.Folder, "second"), options));
        await world.Server.CommandAsync("node", "add", await machine.CodeAsync());
        await machine.WaitUntilEnrolledAsync(Second);
        await nodes.WaitForAsync(Second, "linked", Soon);
        await world.Server.CommandAsync("node", "drain", First);
        lab.Story.Tell("server", $"{Second} is linked, and {First} gets nobody new");
        return machine;
    }

    private static async Task<PortalVisit> AdministratorAsync(World world)
    {
        string[] add = ["user", "add", "berta", "--role", "administrator", "--password-stdin"];
        (await world.Server.TryCommandAsync(World.Password + "\n", add)).OrThrow();
        return await PortalVisit.SignInAsync(world.Server, await world.ClientAsync("admin"), "berta", World.Password);
    }

    private static async Task ExpectNotYetAsync(Lab lab, World world, NodeList nodes, PortalVisit administrator)
    {
        var names = await NotYetCutOffAsync(nodes);
        lab.Story.Expect(names is ["anna"], "server", $"{Second} may still let anna in", string.Join(", ", names));
        foreach (var page in await PagesAsync(world, administrator))
        {
            lab.Story.Expect(
                page.Contains(NotYet, StringComparison.Ordinal),
                "admin",
                $"the page says that {Second} {NotYet}",
                page
            );
        }
    }

    /// <summary>As documented: until the node hears of it, or they expire.</summary>
    private static async Task ExpectGoesOnAsync(Host client, Probe probe)
    {
        probe.Reset();
        await Wait.UntilAsync("some answers", Soon, () => probe.Statistics.Answered > SomeAnswers);
        client.Story.Expect(probe.Statistics.LongestGap < ShortGap, client.Name, $"goes on: {probe.Statistics}");
    }

    private static async Task ExpectConfirmedAsync(Lab lab, World world, NodeList nodes, PortalVisit administrator)
    {
        await Wait.UntilAsync("the confirmation", Soon, async () => (await NotYetCutOffAsync(nodes)).Count == 0);
        lab.Story.Good("server", $"{Second} has confirmed that anna is disabled");
        foreach (var page in await PagesAsync(world, administrator))
        {
            lab.Story.Expect(
                !page.Contains(NotYet, StringComparison.Ordinal),
                "admin",
                "the page says so no more",
                page
            );
        }
    }

    private static async Task<IReadOnlyList<string>> NotYetCutOffAsync(NodeList nodes) =>
        await nodes.FindAsync(Second) is { } node && node.TryGetProperty("notYetCutOff", out var names)
            ? [.. names.EnumerateArray().Select(name => name.GetString()!)]
            : [];

    /// <summary>What the administrator reads about the node, and about the user.</summary>
    private static async Task<IReadOnlyList<string>> PagesAsync(World world, PortalVisit administrator)
    {
        var browser = administrator.Browser;
        var node = await browser.GoAsync(new Uri(world.Server.Address, $"/admin/nodes/{Second}"));
        await browser.GoAsync(new Uri(world.Server.Address, "/admin/users"));
        return [node.Words, (await browser.ClickAsync("anna")).Words];
    }
}
