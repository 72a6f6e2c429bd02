using System.Globalization;
using System.Net;
using Holdfast.Lab.Holdfasts;
using Holdfast.Lab.Hosts;
using Holdfast.Lab.Scenarios.Parts;
using Holdfast.Lab.Waiting;

namespace Holdfast.Lab.Scenarios;

/// <summary>One server with SQLite becomes two machines that keep one database; the first dies, and the second is the server.</summary>
internal sealed class PairDatabaseScenario : Scenario
{
    private const string Second = "node-2";
    private const string Database = "postgres";
    private static readonly IPAddress Virtual = IPAddress.Parse("198.51.100.250");
    private static readonly IPAddress VirtualInside = IPAddress.Parse("10.10.0.250");
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(60);

    /// <summary>Arbitrary: how long it takes is for the benchmark to say.</summary>
    private static readonly TimeSpan TakenOver = TimeSpan.FromSeconds(15);

    public override string Name => "pair-database";

    public override string Summary =>
        "a server with SQLite moves to a database that it and a second machine keep; it is killed, and the second answers with every user";

    public override async Task PlayAsync(Lab lab)
    {
        var world = await World.BuildAsync(lab);
        var server = world.Server;
        await server.AddUserAsync("anna", World.Password);
        var machine = await JoinAsync(lab, world);
        var laptop = await world.ClientOfAsync(Virtual, "laptop");

        lab.Story.Chapter("The server moves to a database that both keep");
        var early = await server.TryCommandAsync("", "setup", "database");
        lab.Story.Expect(
            !early.Succeeded && early.Error.Contains("HF-1580", StringComparison.Ordinal),
            "server",
            "before the machines share an address it is refused",
            early.Error
        );
        await using var visit = await AdministratorAsync(world);
        var page = new FailoverPage(visit, world.Server.Address);
        await page.SetUpAsync("Commit", Virtual);
        await page.UntilAsync("node-1 is active");
        var said = await MovedThoughKilledAsync(world);
        lab.Story.Expect(
            said.EndsWith("done\n", StringComparison.Ordinal),
            "server",
            "killed during the move, it came to its end by itself; the portal goes on with PostgreSQL",
            said
        );
        await UntilInStepAsync("the standby to have everything", server.Home);
        ExpectFewRights(lab, server.Host);
        ExpectFewRights(lab, machine.Host);
        await ExpectHiddenFromNodeAsync(lab, server.Host, server.Home);
        await ExpectHiddenFromNodeAsync(lab, machine.Host, machine.Home);
        await machine.Program.WaitForLineAsync("The database of the pair is here", Soon);
        lab.Story.Good("second", "its portal is hot");
        await ExpectLinksToBothAsync(lab, machine);

        lab.Story.Chapter("The group is changed while it keeps the database");
        await UntilSignedInAsync(world, laptop, "anna");
        var before = (DatabaseOf(server.Host), DatabaseOf(machine.Host));
        await page.CommitAsync(Virtual, VirtualInside);
        await page.UntilAsync(" is active", $"{VirtualInside}", "as committed");
        await UntilSignedInAsync(world, laptop, "anna");
        await UntilInStepAsync("both to be in step still", server.Home, machine.Home);
        lab.Story.Expect(
            (DatabaseOf(server.Host), DatabaseOf(machine.Host)) == before,
            "server",
            "the database goes on under the new configuration, and was not stopped for it"
        );
        var refused = (await page.RemoveAsync()).Words;
        lab.Story.Expect(
            refused.Contains("HF-2098", StringComparison.Ordinal)
                && refused.Contains("HF-2073", StringComparison.Ordinal)
                && refused.Contains(" is active", StringComparison.Ordinal),
            "server",
            "the group is not removed as long as the machines keep a database with it",
            refused
        );

        lab.Story.Chapter("The first machine dies");
        await server.AddUserAsync("late", World.Password);
        await server.KillAllAsync();
        await Task.WhenAll(server.Host.Links.Select(link => link.DownAsync()));
        var began = lab.Story.Elapsed;
        await UntilSignedInAsync(world, laptop, "anna");
        await UntilSignedInAsync(world, laptop, "late");
        var took = lab.Story.Elapsed - began;
        lab.Story.Expect(
            took < TakenOver,
            "laptop",
            $"both sign in at the same address, {took.TotalSeconds:0.0} s after the death",
            $"{took}"
        );
        var profiles = await CommandAsync(machine, "profile", "list");
        lab.Story.Expect(
            profiles.Contains(server.Profile, StringComparison.Ordinal),
            "second",
            "the profile is there",
            profiles
        );
        await CommandAsync(machine, "backup", Path.Combine(lab.Folder, "backup"));
        lab.Story.Good("second", "a backup is taken there");

        lab.Story.Chapter("It comes back, as standby");
        await Task.WhenAll(server.Host.Links.Select(link => link.UpAsync()));
        await server.StartAsync();
        await UntilInStepAsync("the old machine to follow", machine.Home);
        await ExpectLinksToBothAsync(lab, machine);
        var people = await server.CommandAsync("user", "list");
        lab.Story.Expect(
            people.Contains("late", StringComparison.Ordinal),
            "server",
            "its portal serves from the same database, which the second machine leads",
            people
        );
        var again = await server.CommandAsync("setup", "database");
        lab.Story.Expect(
            again.Contains("already", StringComparison.Ordinal),
            "server",
            "asked again, it has nothing to do",
            again
        );

        lab.Story.Chapter("The second is stopped in good order, and started again");
        await machine.StopAsync();
        await UntilSignedInAsync(world, laptop, "anna");
        await machine.StartAsync();
        await UntilInStepAsync("the second to follow", server.Home);
        lab.Story.Good("second", "it knows what it is, and asked nobody");
    }

    /// <summary>Nobody has started the first machine again since the database is that of both.</summary>
    private static async Task ExpectLinksToBothAsync(Lab lab, NodeMachine second)
    {
        using var nodes = new NodeList(Path.Combine(second.Home, "run", "admin.sock"));
        await nodes.WaitForAsync("node-1", "linked", Soon);
        await nodes.WaitForAsync(Second, "linked", Soon);
        lab.Story.Good("second", "its portal has links to both nodes");
    }

    /// <summary>The process of its server.</summary>
    private static int DatabaseOf(Host host) =>
        host.Find(Database, "-D")
            .Single(one => one.CommandLine[0].EndsWith($"/{Database}", StringComparison.Ordinal))
            .Id;

    private static async Task<NodeMachine> JoinAsync(Lab lab, World world)
    {
        lab.Story.Chapter("A second machine is set up as standby, with the secret of the pair");
        var line = await world.Server.CommandAsync("failover", "database", "secret");
        var file = Path.Combine(lab.Folder, "secret");
        await File.WriteAllTextAsync(file, line);
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        var host = await world.MachineAsync("second");
        string[] options = ["--database", "--secret-file", file];
        var machine = lab.Own(await NodeMachine.StandbyAsync(host, Path.Combine(lab.Folder, "second"), options));
        await world.Server.CommandAsync("node", "add", await machine.CodeAsync());
        await machine.WaitUntilEnrolledAsync(Second);
        using var nodes = new NodeList(world.Server);
        await nodes.WaitForAsync(Second, "linked", Soon);
        return machine;
    }

    private static async Task<PortalVisit> AdministratorAsync(World world)
    {
        string[] add = ["user", "add", "berta", "--role", "administrator", "--password-stdin"];
        (await world.Server.TryCommandAsync(World.Password + "\n", add)).OrThrow();
        var desk = await world.ClientAsync("desk");
        return await PortalVisit.SignInAsync(world.Server, desk, "berta", World.Password);
    }

    /// <summary>Wherever the kill hits, the server starts with what it had, and comes to the end of the move by itself.</summary>
    /// <returns>What it said of its steps.</returns>
    private static async Task<string> MovedThoughKilledAsync(World world)
    {
        var (wish, steps) = (world.Server.Home + "/database-begin", world.Server.Home + "/database-steps");
        var asking = world.Server.TryCommandAsync("", "setup", "database");
        await Wait.UntilAsync(
            "the move to begin",
            Soon,
            () =>
            {
                // Other members are heard a moment after the commit; until then a row says that they are not.
                asking = asking.IsCompleted ? world.Server.TryCommandAsync("", "setup", "database") : asking;
                return File.Exists(steps) && File.ReadAllText(steps).Contains("portal stops", StringComparison.Ordinal);
            }
        );
        await world.Server.KillAllAsync();
        await world.Server.StartAsync();
        await Wait.UntilAsync("the server to be moved", Soon, () => !File.Exists(wish));
        await asking;
        return await File.ReadAllTextAsync(steps);
    }

    /// <param name="homes">Of those who may be the primary.</param>
    private static async Task UntilInStepAsync(string what, params string[] homes) =>
        await Wait.UntilAsync(
            what,
            Soon,
            async () =>
            {
                var seen = await Task.WhenAll(
                    homes.Select(home => AgentSocket.LookAsync(Path.Combine(home, "failover", "control.sock")))
                );
                return seen.Any(one => one is { Database: { Server: "primary", InStep: true } });
            }
        );

    /// <summary>With the rights of a node nobody reads what only the portal and the agent may know.</summary>
    private static async Task ExpectHiddenFromNodeAsync(Lab lab, Host host, string home)
    {
        const string Rights = "-all,+net_admin,+net_raw,+net_bind_service";
        string[] secrets = ["portal/master.key", "failover/database.json", "database/data/PG_VERSION"];
        foreach (var secret in secrets.Select(name => Path.Combine(home, name)))
        {
            string[] rights = [$"--inh-caps={Rights}", $"--ambient-caps={Rights}", $"--bounding-set={Rights}"];
            var read = await host.TryRunAsync(["setpriv", .. rights, "--no-new-privs", "cat", secret]);
            var shown = await host.TryRunAsync("cat", secret);
            lab.Story.Expect(
                !read.Succeeded
                    && read.Error.Contains("Permission denied", StringComparison.Ordinal)
                    && shown.Succeeded,
                host.Name,
                $"its node cannot read {Path.GetFileName(secret)}",
                read.Error
            );
        }
    }

    private static async Task UntilSignedInAsync(World world, Host laptop, string user) =>
        await Wait.UntilAsync(
            $"{user} to sign in at {Virtual}",
            Soon,
            async () =>
            {
                try
                {
                    await using var visit = await PortalVisit.SignInAsync(world.Server, laptop, user, World.Password);
                    return true;
                }
                catch (Exception e) when (e is LabException or IOException or HttpRequestException)
                {
                    return false;
                }
            }
        );

    /// <summary>The agent has what addresses need, and the database nothing; neither is root.</summary>
    private static void ExpectFewRights(Lab lab, Host host)
    {
        var agent = host.Find("holdfast", "failover").Single();
        var databases = host.Find(Database);
        // capabilities(7): bits 12, 13 and 23 are net_admin, net_raw, sys_nice.
        lab.Story.Expect(
            agent is { User: > 0, Capabilities: "0000000000803000" }
                && databases.Count > 0
                && databases.All(one => one is { User: > 0, Capabilities: "0000000000000000" }),
            host.Name,
            $"the agent runs as user {agent.User.ToString(CultureInfo.InvariantCulture)}, and PostgreSQL without any capability",
            string.Join('\n', databases.Append(agent).Select(one => $"{one}: {one.User} {one.Capabilities}"))
        );
    }

    private static async Task<string> CommandAsync(NodeMachine machine, params IEnumerable<string> verb) =>
        (
            await machine.Host.TryRunWithInputAsync(
                "",
                ["env", $"HOLDFAST_HOME={machine.Home}", Checkout.Holdfast, .. verb]
            )
        )
            .OrThrow()
            .Output;
}
