using System.Text.Json.Nodes;
using Holdfast.Lab.Apps;
using Holdfast.Lab.Clients;
using Holdfast.Lab.Hosts;
using Holdfast.Lab.Probes;
using Holdfast.Lab.Scenarios.Parts;
using Holdfast.Lab.Waiting;

namespace Holdfast.Lab.Scenarios;

/// <summary>docs/operations/balancer.md: two nodes that share a profile behind a plain UDP balancer, and stock clients.</summary>
internal sealed class BalancedScenario : Scenario
{
    private const string Ports = "51820,1194";
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(60);

    /// <summary>WireGuard begins anew after 15 s; the balancer has to see first, and a busy machine takes its time.</summary>
    private static readonly TimeSpan Bearable = TimeSpan.FromSeconds(30);

    public override string Name => "balanced";

    public override string Summary =>
        "two nodes share a profile behind a UDP balancer: the one that carries a client is unplugged, and the client comes to the other";

    public override async Task PlayAsync(Lab lab)
    {
        var portals = await TwoPortals.BuildAsync(lab);
        var nodes = new[] { portals.Node, await portals.AddNodeAsync("node2") };

        lab.Story.Chapter("A balancer leads to both nodes, and the profile names it");
        var balancer = await portals.ClientAsync("udp");
        var program = balancer.Start(
            "udp-balancer",
            Path.Combine(Checkout.Root, "deploy/balancer/udp-balancer"),
            $"{balancer.Address4}",
            Ports,
            $"{nodes[0].Address4}",
            $"{nodes[1].Address4}"
        );
        await NameAsync(portals, balancer);
        await program.WaitForLineAsync($"leads to: {nodes[0].Address4} {nodes[1].Address4}", Soon);

        lab.Story.Chapter("Two people connect to it");
        var laptop = await portals.ClientAsync("laptop");
        var app = lab.Own(await portals.SignInAsync("anna", laptop));
        var file = await app.ConnectAsync(TwoPortals.Profile, preferTcp: false, AppConfiguration.WireGuard);
        await using var wireGuard = await StockWireGuard.UpAsync(laptop, file.TextWithKey);
        await using var probe = await Probe.StartAsync(laptop, portals.Inside.Address4, Soon);
        var desktop = await portals.ClientAsync("desktop");
        var other = lab.Own(await portals.SignInAsync("ben", desktop));
        var text = (await other.ConnectAsync(TwoPortals.Profile, preferTcp: false, AppConfiguration.OpenVpn)).Text;
        await using var openVpn = await StockOpenVpn.UpAsync(desktop, $"{text}\nscript-security 0", Soon);
        await using var second = await Probe.StartAsync(desktop, portals.Inside.Address4, Soon);
        var carrier = await CarrierAsync(balancer, laptop, nodes);
        lab.Story.Good("udp", $"leads the laptop to {carrier.Name}");

        lab.Story.Chapter("The node that carries the laptop is unplugged");
        probe.Reset();
        second.Reset();
        await SharedPair.UnplugAsync(carrier);
        await ExpectGoesOnAsync(probe, laptop);
        await ExpectGoesOnAsync(second, desktop);
        var left = nodes.Single(node => node != carrier);
        lab.Story.Expect(
            await CarrierAsync(balancer, laptop, nodes) == left,
            "udp",
            $"leads the laptop to {left.Name}"
        );

        lab.Story.Chapter("It comes back: new clients come to it, the others stay");
        probe.Reset();
        var seen = program.Output.All.Count;
        await SharedPair.PlugInAsync(carrier);
        await program.WaitForLineAsync($"leads to: {nodes[0].Address4} {nodes[1].Address4}", Soon, from: seen);
        await ExpectGoesOnAsync(probe, laptop);
        lab.Story.Expect(await CarrierAsync(balancer, laptop, nodes) == left, laptop.Name, $"stays at {left.Name}");
    }

    private static async Task NameAsync(TwoPortals portals, Host balancer)
    {
        var first = portals.First;
        var set = JsonNode.Parse(await portals.CommandAsync(first, "profile", "export"))!;
        var profile = (set is JsonArray all ? all : set["items"]!.AsArray())[0]!.AsObject();
        profile["placement"] = "shared";
        profile["hostName"] = $"{balancer.Address4}";
        profile["wireGuard"]!["keepalive"] = 25;
        var path = Path.Combine(portals.Home(first), "profiles.json");
        await File.WriteAllTextAsync(first.FromOutside(path), set.ToJsonString());
        await portals.CommandAsync(first, "profile", "apply", path);
        first.Story.Tell(first.Name, $"the profile is shared: clients connect to {balancer.Address4}");
    }

    /// <summary>To which node the client's WireGuard is led, by the connections of the balancer.</summary>
    private static async Task<Host> CarrierAsync(Host balancer, Host client, IReadOnlyList<Host> nodes)
    {
        Host? carrier = null;
        await Wait.UntilAsync(
            $"the balancer to lead {client.Name}",
            Soon,
            async () =>
            {
                var told = await balancer.RunAsync("conntrack", "-L", "-p", "udp", "-s", $"{client.Address4}");
                carrier = nodes.FirstOrDefault(node =>
                    told.Contains($"dport=51820 src={node.Address4} ", StringComparison.Ordinal)
                );
                return carrier is not null;
            }
        );
        return carrier!;
    }

    private static async Task ExpectGoesOnAsync(Probe probe, Host client)
    {
        var seen = await probe.WaitForAnswerAsync(Soon);
        client.Story.Expect(
            seen.LongestGap < Bearable,
            client.Name,
            $"goes on, after {seen.LongestGap.TotalSeconds:0.0} s",
            $"{seen}"
        );
    }
}
