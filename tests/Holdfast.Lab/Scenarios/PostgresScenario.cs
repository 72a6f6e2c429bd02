using Holdfast.Lab.Apps;
using Holdfast.Lab.Clients;
using Holdfast.Lab.Databases;
using Holdfast.Lab.Holdfasts;
using Holdfast.Lab.Probes;
using Holdfast.Lab.Scenarios.Parts;
using Holdfast.Lab.Waiting;
using Holdfast.Lab.Web;

namespace Holdfast.Lab.Scenarios;

/// <summary>The same story as with the file, with the data in PostgreSQL, which goes away and comes back.</summary>
internal sealed class PostgresScenario : Scenario
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(30);

    /// <summary>A busy machine makes gaps; what is cut off is so for seconds.</summary>
    private static readonly TimeSpan ShortGap = TimeSpan.FromSeconds(1);

    public override string Name => "postgres";

    public override string Summary =>
        "a server with its data in PostgreSQL: connect, restart, revoke, and the database dies and returns";

    public override async Task PlayAsync(Lab lab)
    {
        var (world, database) = await World.OnPostgresAsync(lab);
        ExpectNoPassword(world, database);
        await world.Server.AddUserAsync("anna", World.Password);
        await world.Server.AddUserAsync("carl", World.Password);
        var laptop = await world.ClientAsync("laptop");
        await using var visit = await PortalVisit.SignInAsync(world.Server, laptop, "anna", World.Password);
        await StockWireGuard.UpAsync(laptop, await visit.NewDeviceAsync("wireguard"));
        await Traffic.ExpectAsync(world, laptop);
        await using var app = new EduVpnApp(await world.ClientAsync("carl"), world.Server.Address);
        await app.SignInAsync("carl", World.Password);
        await ConnectAsync(world, app);

        await RestartAsync(world, laptop, app);
        await DieAndReturnAsync(world, database, visit.Browser, laptop, app);
        await RevokeAsync(world, laptop);
        lab.Story.Chapter("The server is stopped");
        await world.Server.StopAsync();
        await Leftovers.ExpectNoneAsync(world.Server.Host);
    }

    private static void ExpectNoPassword(World world, PostgresServer database)
    {
        var password = database.ConnectionString.Split("Password=")[1];
        var seen = world.Server.Host.Processes.Where(process =>
            process.CommandLine.Any(word => word.Contains(password, StringComparison.Ordinal))
        );
        world.Inside.Story.Expect(!seen.Any(), "server", "no command line shows the database's password");
    }

    private static async Task ConnectAsync(World world, EduVpnApp app)
    {
        var profile = (await app.InfoAsync()).Single();
        await using var tunnel = await AppTunnel.ConnectAsync(app, profile);
        await Traffic.ExpectAsync(world, app.Host);
        await app.DisconnectAsync();
    }

    private static async Task RestartAsync(World world, Hosts.Host laptop, EduVpnApp app)
    {
        world.Inside.Story.Chapter("The server is restarted");
        await world.Server.StopAsync();
        await world.Server.StartAsync();
        await using var probe = await Probe.StartAsync(laptop, world.Inside.Address4, Soon);
        await Traffic.ExpectAsync(world, laptop);
        app.SpoilAccessToken();
        await ConnectAsync(world, app);
        world.Inside.Story.Good("carl", "the app's authorization is still good");
    }

    private static async Task DieAndReturnAsync(
        World world,
        PostgresServer database,
        Browser browser,
        Hosts.Host laptop,
        EduVpnApp app
    )
    {
        var story = world.Inside.Story;
        story.Chapter("The database dies");
        await using var probe = await Probe.StartAsync(laptop, world.Inside.Address4, Soon);
        await database.KillAsync();
        var page = await browser.GoAsync(world.Server.Address);
        story.Expect(page.Status == 503, "laptop", "the portal says that its database is away", $"{page.Status}");
        var command = await world.Server.TryCommandAsync("", "user", "list");
        story.Expect(
            command.Error.StartsWith("HF-1406", StringComparison.Ordinal),
            "server",
            "so does the command line",
            command.ToString()
        );
        await world.Server.KillAllAsync();
        await Task.WhenAll(world.Server.StartAsync(), ReturnAsync(database));
        await ConnectAsync(world, app);
        await database.KillAsync();
        await database.StartAsync();
        await Wait.UntilAsync(
            "the portal to find the database again",
            Soon,
            async () => (await world.Server.TryCommandAsync("", "user", "list")).Succeeded
        );
        await ConnectAsync(world, app);
        story.Expect(probe.Statistics.LongestGap < ShortGap, "laptop", $"WireGuard never noticed: {probe.Statistics}");
    }

    /// <summary>Later than Holdfast, which has to wait for it.</summary>
    private static async Task ReturnAsync(PostgresServer database)
    {
        await Task.Delay(TimeSpan.FromSeconds(3));
        await database.StartAsync();
    }

    private static async Task RevokeAsync(World world, Hosts.Host laptop)
    {
        world.Inside.Story.Chapter("Anna is disabled");
        await world.Server.CommandAsync("user", "disable", "anna");
        world.Inside.Story.Expect(
            !await Ping.OnceAsync(laptop, world.Inside.Address4, seconds: 1),
            "laptop",
            "is cut off when the command returns"
        );
    }
}
