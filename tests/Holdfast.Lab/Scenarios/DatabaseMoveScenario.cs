using Holdfast.Lab.Apps;
using Holdfast.Lab.Clients;
using Holdfast.Lab.Databases;
using Holdfast.Lab.Holdfasts;
using Holdfast.Lab.Probes;
using Holdfast.Lab.Programs;
using Holdfast.Lab.Scenarios.Parts;
using Holdfast.Lab.Waiting;

namespace Holdfast.Lab.Scenarios;

/// <summary>The page docs/operations/move-the-database.md, step by step, with people connected and a move that is killed.</summary>
internal sealed class DatabaseMoveScenario : Scenario
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(30);

    public override string Name => "database-move";

    public override string Summary => "a server moves from SQLite to PostgreSQL while people stay connected";

    public override async Task PlayAsync(Lab lab)
    {
        var world = await World.BuildAsync(lab, "--on-stop", "keep");
        var database = await PostgresServer.StartAsync(await lab.HostAsync("database", world.Within));
        var file = Path.Combine(lab.Folder, "to");
        await File.WriteAllTextAsync(file, database.ConnectionString);
        await world.Server.AddUserAsync("anna", World.Password);
        await world.Server.AddUserAsync("carl", World.Password);
        var laptop = await world.ClientAsync("laptop");
        await using (var visit = await PortalVisit.SignInAsync(world.Server, laptop, "anna", World.Password))
        {
            await StockWireGuard.UpAsync(laptop, await visit.NewDeviceAsync("wireguard"));
        }

        await Traffic.ExpectAsync(world, laptop);
        await using var app = new EduVpnApp(await world.ClientAsync("carl"), world.Server.Address);
        await app.SignInAsync("carl", World.Password);
        var (authority, users) = await StateAsync(world.Server);
        await ExpectRefusalAsync(world, file, "HF-1571", "a running server is not moved");

        lab.Story.Chapter("The server is stopped and its database moved");
        await world.Server.StopAsync();
        await using var probe = await Probe.StartAsync(laptop, world.Inside.Address4, Soon);
        await database.ExecuteAsync("CREATE TABLE mails (a text)", "holdfast");
        await ExpectRefusalAsync(world, file, "HF-1801", "the database of another program is not taken");
        await database.EmptyAsync();
        await KillOneMoveAsync(world, file);
        lab.Story.Tell("server", (await MoveAsync(world, file)).OrThrow().Output.Trim());
        lab.Story.Tell("server", (await MoveAsync(world, file)).OrThrow().Output.Trim());

        lab.Story.Chapter("It starts with PostgreSQL");
        await world.Server.StartWithAsync("--database-file", file);
        lab.Story.Expect((authority, users) == await StateAsync(world.Server), "server", "same authority, same users");
        await app.ConnectAsync(world.Server.Profile);
        lab.Story.Good("carl", "the app's authorization is still good");
        await Traffic.ExpectAsync(world, laptop);
        lab.Story.Expect(
            probe.Statistics.LongestGap < TimeSpan.FromSeconds(1),
            "laptop",
            $"never noticed: {probe.Statistics}"
        );
    }

    /// <summary>Wherever it was, the next one begins with an empty database or finds it complete.</summary>
    private static async Task KillOneMoveAsync(World world, string file)
    {
        await using var move = world.Server.Host.Start(
            "holdfast",
            new Dictionary<string, string> { ["HOLDFAST_HOME"] = world.Server.Home },
            [Checkout.Holdfast, "database", "move", "--to-file", file]
        );
        await Wait.UntilAsync(
            "the move to be at work",
            Soon,
            () => Directory.EnumerateDirectories(world.Server.Home, "database-move.*").Any() || move.HasEnded
        );
        await move.KillAsync();
        world.Inside.Story.Fault("server", "the move gets SIGKILL");
    }

    private static Task<CommandResult> MoveAsync(World world, string file) =>
        world.Server.TryCommandAsync("", "database", "move", "--to-file", file);

    private static async Task ExpectRefusalAsync(World world, string file, string id, string what)
    {
        var result = await MoveAsync(world, file);
        world.Inside.Story.Expect(
            !result.Succeeded && result.Error.StartsWith(id, StringComparison.Ordinal),
            "server",
            what,
            result.ToString()
        );
    }

    private static async Task<(string Authority, string Users)> StateAsync(HoldfastServer server) =>
        (await File.ReadAllTextAsync(Path.Combine(server.Home, "ca.pem")), await server.CommandAsync("user", "list"));
}
