using System.Text.Json;
using Holdfast.Lab.Clients;
using Holdfast.Lab.Holdfasts;
using Holdfast.Lab.Hosts;
using Holdfast.Lab.Probes;
using Holdfast.Lab.Scenarios.Parts;

namespace Holdfast.Lab.Scenarios;

/// <summary>A second machine joins, carries, dies, comes back, is emptied and let go.</summary>
internal sealed class TwoNodesScenario : Scenario
{
    private const string First = "node-1";
    private const string Second = "node-2";
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan AtOnce = TimeSpan.FromSeconds(2);

    public override string Name => "two-nodes";

    public override string Summary =>
        "a second machine is enrolled with a code, carries clients, is killed and frozen, is drained and removed";

    public override async Task PlayAsync(Lab lab)
    {
        var world = await World.BuildAsync(lab);
        using var nodes = new NodeList(world.Server);
        var (machine, code) = await EnrolAsync(lab, world, nodes);
        await ForceOntoSecondAsync(world);

        lab.Story.Chapter("Clients come and are carried by the second machine");
        await world.Server.AddUserAsync("anna", World.Password);
        var (laptop, phone) = (await world.ClientAsync("laptop"), await world.ClientAsync("phone"));
        await using var visit = await PortalVisit.SignInAsync(world.Server, laptop, "anna", World.Password);
        var wireGuard = await visit.NewDeviceAsync("wireguard");
        ExpectNames(lab, wireGuard, machine.Host);
        await using var openVpn = await StockOpenVpn.UpAsync(laptop, await visit.NewDeviceAsync("openvpn"), Soon);
        await ExpectSessionsAsync(lab, nodes, Second, 1);
        await StockWireGuard.UpAsync(phone, wireGuard);
        await Traffic.ExpectAsync(world, phone);
        await Traffic.ExpectAsync(world, laptop);
        await ExpectSessionsAsync(lab, nodes, Second, 2);

        await KillAsync(lab, world, nodes, machine, phone);
        await FreezeAsync(lab, nodes, machine);
        await DrainAsync(lab, world, nodes, laptop, openVpn);
        await RemoveAsync(lab, world, nodes, machine, code);
    }

    private static async Task<(NodeMachine Machine, string Code)> EnrolAsync(Lab lab, World world, NodeList nodes)
    {
        lab.Story.Chapter("A second machine is set up and enrolled");
        var host = await world.MachineAsync("second");
        var machine = lab.Own(await NodeMachine.StartAsync(host, Path.Combine(lab.Folder, "second")));
        var code = await machine.CodeAsync();
        var added = await world.Server.CommandAsync("node", "add", code);
        lab.Story.Expect(added.Contains(Second, StringComparison.Ordinal), "server", added.Trim());
        await machine.WaitUntilEnrolledAsync(Second);
        await nodes.WaitForAsync(Second, "linked", Soon);
        var again = await world.Server.CommandAsync("node", "add", code);
        lab.Story.Expect(again == added, "server", "the same code a second time gives the same node again", again);
        await ExpectRefusedAsync(lab, world, code, "the same code under another name is refused", "--id", "node-9");
        return (machine, code);
    }

    private static async Task ExpectRefusedAsync(Lab lab, World world, string code, string what, params string[] with)
    {
        var refused = await world.Server.TryCommandAsync("", ["node", "add", code, .. with]);
        lab.Story.Expect(
            refused.ExitCode != 0 && refused.Error.Contains("HF-1723", StringComparison.Ordinal),
            "server",
            what,
            refused.Error
        );
    }

    /// <summary>The first gets no new clients.</summary>
    private static async Task ForceOntoSecondAsync(World world)
    {
        await world.Server.CommandAsync("node", "drain", First);
        world.Server.Host.Story.Tell("server", $"holdfast node drain {First}");
    }

    private static void ExpectNames(Lab lab, string configuration, Host host) =>
        lab.Story.Expect(
            configuration.Contains($"Endpoint = {host.Address4}:", StringComparison.Ordinal),
            "phone",
            "the configuration names the second machine",
            configuration
        );

    private static async Task ExpectSessionsAsync(Lab lab, NodeList nodes, string id, int count)
    {
        await Waiting.Wait.UntilAsync(
            $"{count} sessions on {id}",
            Soon,
            async () =>
                await nodes.FindAsync(id) is { } node
                && node.TryGetProperty("sessions", out var sessions)
                && sessions.GetInt32() == count
        );
        lab.Story.Good("server", $"{id} shows {count} connected");
    }

    private static async Task KillAsync(Lab lab, World world, NodeList nodes, NodeMachine machine, Host phone)
    {
        lab.Story.Chapter("The second machine's node is killed");
        await using var probe = await Probe.StartAsync(phone, world.Inside.Address4, Soon);
        await machine.KillAsync();
        var noticed = await nodes.WaitForAsync(Second, "not-linked", Soon);
        lab.Story.Expect(noticed < AtOnce, "server", $"the portal shows it after {noticed.TotalSeconds:0.00} s");
        lab.Story.Expect(
            await Ping.OnceAsync(phone, world.Inside.Address4, seconds: 5),
            "phone",
            "its tunnel goes on without the node"
        );
        await machine.StartAsync();
        await nodes.WaitForAsync(Second, "linked", Soon);
        lab.Story.Good("server", $"{Second} is linked again");
        lab.Story.Expect(
            probe.Statistics.LongestGap < TimeSpan.FromSeconds(1),
            "phone",
            $"it never noticed: {probe.Statistics}"
        );
    }

    private static async Task FreezeAsync(Lab lab, NodeList nodes, NodeMachine machine)
    {
        lab.Story.Chapter("The second machine's node is frozen, and its cable is pulled");
        machine.Program.Freeze();
        var noticed = await nodes.WaitForAsync(Second, "not-linked", Soon);
        lab.Story.Expect(noticed < AtOnce, "server", $"the portal shows it after {noticed.TotalSeconds:0.00} s");
        machine.Program.Thaw();
        await nodes.WaitForAsync(Second, "linked", Soon);
        lab.Story.Good("server", $"{Second} is linked again");

        var cable = machine.Host.Links[0];
        await cable.DropSilentlyAsync();
        noticed = await nodes.WaitForAsync(Second, "not-linked", Soon);
        lab.Story.Expect(noticed < AtOnce, "server", $"the portal shows it after {noticed.TotalSeconds:0.00} s");
        await cable.CarryAgainAsync();
        await nodes.WaitForAsync(Second, "linked", Soon);
        lab.Story.Good("server", $"{Second} is linked again");
    }

    private static async Task DrainAsync(Lab lab, World world, NodeList nodes, Host laptop, StockOpenVpn openVpn)
    {
        lab.Story.Chapter("The second machine is drained, and the first takes clients again");
        await world.Server.CommandAsync("node", "return", First);
        var seen = openVpn.Program.Output.Count;
        await world.Server.CommandAsync("node", "drain", Second);
        await nodes.WaitForAsync(Second, "draining", Soon);
        await openVpn.Program.WaitForLineAsync("Connection reset command was pushed by server", Soon, from: seen);
        lab.Story.Good("laptop", "OpenVPN is told to go on");
        await openVpn.WaitForConnectionAsync(Soon, from: seen);
        lab.Story.Good("laptop", "OpenVPN is connected again");
        await ExpectSessionsAsync(lab, nodes, First, 1);
        await Traffic.ExpectAsync(world, laptop);
    }

    private static async Task RemoveAsync(Lab lab, World world, NodeList nodes, NodeMachine machine, string code)
    {
        lab.Story.Chapter("The second machine is removed and stopped");
        await world.Server.CommandAsync("node", "remove", Second);
        lab.Story.Expect(await nodes.FindAsync(Second) is null, "server", $"there is no {Second} any more");
        var list = JsonDocument.Parse(await world.Server.CommandAsync("node", "list", "--json")).RootElement;
        lab.Story.Expect(list.GetProperty("items").GetArrayLength() == 1, "server", "one node is left");
        await ExpectRefusedAsync(lab, world, code, "its code does not bring it back");
        await machine.StopAsync();
        await Leftovers.ExpectNoneAsync(machine.Host);
    }
}
