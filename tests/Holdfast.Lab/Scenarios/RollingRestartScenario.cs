using Holdfast.Lab.Hosts;
using Holdfast.Lab.Scenarios.Parts;
using Holdfast.Lab.Waiting;

namespace Holdfast.Lab.Scenarios;

/// <summary>Every portal and every node is stopped and started again, one after the other, as an upgrade does.</summary>
internal sealed class RollingRestartScenario : Scenario
{
    private const int Apps = 4;

    /// <summary>At most so many people connect until each node carries one.</summary>
    private const int MostPeople = 8;

    /// <summary>Takes no new people; those who are there stay.</summary>
    private static readonly string[] Drained = ["draining", "empty"];

    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Unnoticed = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan BetweenCalls = TimeSpan.FromMilliseconds(250);

    public override string Name => "rolling-restart";

    public override string Summary =>
        "two portals and two nodes are restarted one by one, while people are connected and others connect";

    public override async Task PlayAsync(Lab lab)
    {
        var world = await TwoPortals.BuildAsync(lab);
        var second = await world.AddNodeAsync("node2");
        await UntilAsync(world, "node-2", ["linked"]);
        lab.Story.Chapter("Laptops connect, and apps go on connecting all the time");
        await using var people = new People(world);
        await people.ConnectUntilAsync(nodes: 2, MostPeople);
        lab.Story.Good("portal1", $"people are on both nodes, after {people.All.Count} came");

        await using var crowd = new Crowd(world, await Crowd.AppsAsync(world, Apps), BetweenCalls);
        foreach (var (id, host) in new[] { ("node-1", world.Node), ("node-2", second) })
        {
            await RestartNodeAsync(world, id, host);
        }

        foreach (var portal in new[] { world.First, world.Second })
        {
            await RestartPortalAsync(world, portal);
        }

        lab.Story.Chapter("What people noticed");
        foreach (var one in people.All)
        {
            var seen = one.Probe.Statistics;
            lab.Story.Expect(seen.LongestGap < Unnoticed, one.Name, $"never noticed: {seen}");
        }

        await crowd.ExpectNoFailureAsync();
    }

    private static async Task RestartNodeAsync(TwoPortals world, string id, Host host)
    {
        world.Lab.Story.Chapter($"{id} is drained, restarted and taken back");
        await world.CommandAsync(world.First, "node", "drain", id);
        await UntilAsync(world, id, Drained);
        await world.RestartAsync(host);
        await UntilAsync(world, id, Drained);
        await world.CommandAsync(world.First, "node", "return", id);
        await UntilAsync(world, id, ["linked"]);
        world.Lab.Story.Good("portal1", $"{id} takes people again");
    }

    private static async Task RestartPortalAsync(TwoPortals world, Host portal)
    {
        world.Lab.Story.Chapter($"{portal.Name} is drained and restarted");
        await world.DrainAsync(portal);
        await world.RestartAsync(portal);
        await world.UntilReadyAsync(portal);
        portal.Story.Good(portal.Name, "is ready again");
    }

    /// <summary>Both portals must see it: the balancer may lead anybody to either.</summary>
    private static async Task UntilAsync(TwoPortals world, string id, IReadOnlyCollection<string> states)
    {
        foreach (var portal in new[] { world.First, world.Second })
        {
            await Wait.UntilAsync(
                $"{id} to be {string.Join(" or ", states)} at {portal.Name}",
                Soon,
                async () => states.Contains(await StateAsync(world, portal, id))
            );
        }
    }

    private static async Task<string> StateAsync(TwoPortals world, Host portal, string id) =>
        (await world.NodeAsync(portal, id)).GetProperty("state").GetString() ?? "";
}
