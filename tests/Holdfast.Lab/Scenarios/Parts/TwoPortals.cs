using System.Net;
using System.Security.Cryptography;
using Holdfast.Lab.Apps;
using Holdfast.Lab.Databases;
using Holdfast.Lab.Holdfasts;
using Holdfast.Lab.Hosts;
using Holdfast.Lab.Programs;
using Holdfast.Lab.Servers;
using Holdfast.Lab.Waiting;

namespace Holdfast.Lab.Scenarios.Parts;

/// <summary>Two portals at one PostgreSQL, one node, and a TCP balancer under the name that clients know; each on a host of its own.</summary>
public sealed class TwoPortals
{
    public const string Profile = "default";

    private const int Port = 8443;
    private const int LinkPort = 8445;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly string _databaseFile;
    private readonly Host _node;

    private TwoPortals(Lab lab, Host first, Host second, Host node, Host clients, string databaseFile)
    {
        (Lab, First, Second, _node, Clients, _databaseFile) = (lab, first, second, node, clients, databaseFile);
    }

    public Lab Lab { get; }

    public Host First { get; }

    /// <summary>Its portal is started again by its supervisor when it dies.</summary>
    public Host Second { get; }

    public Host Clients { get; }

    public static Uri Address { get; } = new($"https://{HoldfastServer.HostName}:{Port}");

    public static async Task<TwoPortals> BuildAsync(Lab lab)
    {
        lab.Story.Chapter("Two portals at one PostgreSQL, one node, and a balancer");
        var network = await lab.NetworkAsync("net", "198.51.100.0/24", "2001:db8:100::/64");
        var database = await PostgresServer.StartAsync(await lab.HostAsync("database", network));
        var file = Path.Combine(lab.Folder, "database");
        await File.WriteAllTextAsync(file, database.ConnectionString);
        var world = new TwoPortals(
            lab,
            await lab.HostAsync("portal1", network),
            await lab.HostAsync("portal2", network),
            await lab.HostAsync("node", network),
            await lab.HostAsync("clients", network),
            file
        );
        await world.StartFirstAsync();
        await world.StartNodeAsync();
        await world.StartSecondAsync();
        await world.StartBalancerAsync(await lab.HostAsync("balancer", network));
        return world;
    }

    public async Task<string> CommandAsync(Host portal, params IEnumerable<string> arguments) =>
        (await TryCommandAsync(portal, "", arguments)).OrThrow().Output;

    /// <summary>An app on the clients' host, signed in through the balancer. It sends nothing again by itself.</summary>
    public async Task<EduVpnApp> SignInAsync(string user)
    {
        (await TryCommandAsync(First, World.Password + "\n", "user", "add", user, "--password-stdin")).OrThrow();
        var app = new EduVpnApp(Clients, Address) { SendsAgain = false };
        await app.SignInAsync(user, World.Password);
        // Its browser took every other turn at the balancer: without this, all apps would be at the same portal.
        await app.HangUpAsync();
        return app;
    }

    /// <summary>A third portal with a secret of another installation.</summary>
    /// <returns>How <c>holdfast setup portal</c> ended, and what it said.</returns>
    public async Task<(int Code, string Error)> JoinWithForeignSecretAsync()
    {
        var foreign = Directory.CreateDirectory(Path.Combine(Lab.Folder, "foreign")).FullName;
        var key = Path.Combine(foreign, "master.key");
        await File.WriteAllTextAsync(key, Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)));
        File.SetUnixFileMode(key, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        var secret = await CommandAsync(Clients, "portal", "secret", "--home", foreign);
        var answer = await TryCommandAsync(Clients, secret, ["setup", "portal", .. PortalOptions(Clients)]);
        return (answer.ExitCode, answer.Error);
    }

    /// <summary>SIGKILL to the portal's own process.</summary>
    public static void KillPortal(Host host)
    {
        host.Story.Fault(host.Name, "the portal gets SIGKILL");
        Portals(host).Single().Send(Signal.Kill);
    }

    /// <summary>Waits until a host has a portal that can connect people.</summary>
    public Task UntilReadyAsync(Host host) =>
        Wait.UntilAsync(
            $"{host.Name} to be ready",
            Patience,
            async () =>
                (
                    await host.TryRunAsync(
                        "curl",
                        "-sf",
                        "--unix-socket",
                        $"{Home(host)}/run/admin.sock",
                        "http://localhost/readyz"
                    )
                ).Succeeded
        );

    private static IReadOnlyList<HostProcess> Portals(Host host) =>
        [.. host.Find("holdfast", "portal").Where(process => !process.CommandLine.Contains("setup"))];

    private string Home(Host host) => Path.Combine(Lab.Folder, host.Name);

    private Task<CommandResult> TryCommandAsync(Host host, string input, params IEnumerable<string> arguments) =>
        host.TryRunWithInputAsync(input, ["env", $"HOLDFAST_HOME={Home(host)}", Checkout.Holdfast, .. arguments]);

    private RunningProgram Start(Host host, params IEnumerable<string> arguments)
    {
        Directory.CreateDirectory(Home(host));
        var environment = new Dictionary<string, string> { ["HOLDFAST_HOME"] = Home(host) };
        return host.Start(host.Name, environment, [Checkout.Holdfast, .. arguments]);
    }

    private string[] PortalOptions(Host host) =>
        [
            "--database-file",
            _databaseFile,
            "--host-name",
            $"{host.Address4}",
            "--public-url",
            $"https://{HoldfastServer.HostName}:{Port}",
        ];

    private async Task StartFirstAsync()
    {
        Start(
            First,
            [
                "portal",
                .. PortalOptions(First),
                "--ca-file",
                $"{Home(First)}/ca.pem",
                "--admin-password-file",
                $"{Home(First)}/password",
            ]
        );
        await Wait.UntilAsync(
            "the first portal",
            Patience,
            async () => (await TryCommandAsync(First, "", "portal", "list")).Succeeded
        );
    }

    private async Task StartNodeAsync()
    {
        string[] link = ["--link", $"{_node.Address4}:{LinkPort}"];
        Start(_node, ["node", .. link, "--host-name", $"{_node.Address4}"]);
        await Wait.UntilAsync("the node", Patience, () => File.Exists($"{Home(_node)}/node/enrolment-code"));
        var code = await CommandAsync(_node, ["node", "code", .. link]);
        await CommandAsync(First, "node", "add", code.Trim());
        await UntilReadyAsync(First);
        Lab.Story.Tell("portal1", "runs, and knows the node");
    }

    private async Task StartSecondAsync()
    {
        var secret = Path.Combine(Lab.Folder, "secret");
        await File.WriteAllTextAsync(secret, await CommandAsync(First, "portal", "secret"));
        File.SetUnixFileMode(secret, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        var program = Start(Second, ["setup", "portal", "--secret-file", secret, .. PortalOptions(Second)]);
        await Wait.UntilAsync(
            "the second portal",
            Patience,
            () => File.Exists($"{Home(Second)}/ready.json") || program.HasEnded
        );
        if (program.HasEnded)
        {
            throw new LabException($"holdfast setup portal ended with {program.ExitCode}:\n{program.Output.Text}");
        }

        Lab.Story.Tell("portal2", "runs: the database's address and the secret were all that it was given");
    }

    private async Task StartBalancerAsync(Host host)
    {
        Lab.Own(
            Balancer.Start(host, Port, new IPEndPoint(First.Address4, Port), new IPEndPoint(Second.Address4, Port))
        );
        await Clients.KnowAsync(HoldfastServer.HostName, host.Address4);
        Clients.TrustedAuthorities.ImportFromPem(await File.ReadAllTextAsync($"{Home(First)}/ca.pem"));
    }
}
