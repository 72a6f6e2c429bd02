using Holdfast.Lab.Apps;
using Holdfast.Lab.Hosts;
using Holdfast.Lab.Scenarios.Parts;

namespace Holdfast.Lab.Scenarios;

/// <summary>One of two portals dies while apps connect, comes back, and then the other dies.</summary>
internal sealed class PortalKilledScenario : Scenario
{
    private const int Apps = 6;
    private static readonly TimeSpan AWhile = TimeSpan.FromSeconds(2);

    public override string Name => "portal-killed";

    public override string Summary =>
        "two portals, one PostgreSQL, one node, a balancer: portals get SIGKILL while apps connect, and no call fails twice";

    public override async Task PlayAsync(Lab lab)
    {
        var world = await TwoPortals.BuildAsync(lab);
        await ExpectListAsync(world.First, world, "both portals are in the list", 2);
        var apps = await Crowd.AppsAsync(world, Apps);
        await RefuseAsync(world);
        lab.Story.Chapter("The second portal dies while apps connect, and is started again");
        await ExpectNoFailureAsync(
            world,
            apps,
            async () =>
            {
                TwoPortals.KillPortal(world.Second);
                await Task.Delay(AWhile);
                await world.UntilReadyAsync(world.Second);
            }
        );
        lab.Story.Chapter("The first portal dies while apps connect, and stays dead");
        await ExpectNoFailureAsync(
            world,
            apps,
            () =>
            {
                TwoPortals.KillPortal(world.First);
                return Task.Delay(AWhile);
            }
        );
        await ExpectListAsync(world.Second, world, "the second serves on, and still shows those that are gone", 3);
    }

    /// <summary>With a secret that is well formed and of another installation.</summary>
    private static async Task RefuseAsync(TwoPortals world)
    {
        var (code, error) = await world.JoinWithForeignSecretAsync();
        world.Lab.Story.Expect(
            code != 0 && error.Contains("HF-1916", StringComparison.Ordinal),
            "clients",
            "a portal with another secret is refused: HF-1916",
            error
        );
    }

    private static async Task ExpectNoFailureAsync(TwoPortals world, IReadOnlyList<EduVpnApp> apps, Func<Task> fault)
    {
        await using var crowd = new Crowd(world, apps, TimeSpan.Zero);
        await Task.Delay(AWhile);
        await fault();
        await Task.Delay(AWhile);
        await crowd.ExpectNoFailureAsync();
    }

    private static async Task ExpectListAsync(Host portal, TwoPortals world, string what, int count)
    {
        var list = await world.CommandAsync(portal, "portal", "list");
        world.Lab.Story.Expect(
            list.Split('\n').Count(line => line.Contains("https://")) == count,
            portal.Name,
            what,
            list
        );
    }
}
