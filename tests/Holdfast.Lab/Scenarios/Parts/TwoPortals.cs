using System.Net;
using System.Security.Cryptography;
using System.Text.Json;
using Holdfast.Lab.Apps;
using Holdfast.Lab.Databases;
using Holdfast.Lab.Holdfasts;
using Holdfast.Lab.Hosts;
using Holdfast.Lab.Networks;
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
    private readonly Network _network;
    private readonly Network _within;
    private readonly Dictionary<Host, (RunningProgram Program, IReadOnlyList<string> Arguments)> _running = [];
    private Host? _balancerHost;
    private Balancer? _balancer;
    private Func<Host, string, Task>? _prepare;

    private TwoPortals(Lab lab, (Network Net, Network Within) networks, TwoPortalsHosts hosts, string databaseFile)
    {
        (Lab, _network, _within) = (lab, networks.Net, networks.Within);
        (First, Second, Node, Clients, Inside) = (hosts.First, hosts.Second, hosts.Node, hosts.Clients, hosts.Inside);
        _databaseFile = databaseFile;
    }

    public Lab Lab { get; }

    public Host First { get; }

    /// <summary>Its portal is started again by its supervisor when it dies.</summary>
    public Host Second { get; }

    public Host Node { get; }

    public Host Clients { get; }

    /// <summary>Reached only through a tunnel; echoes.</summary>
    public Host Inside { get; }

    public static Uri Address { get; } = new($"https://{HoldfastServer.HostName}:{Port}");

    /// <param name="prepare">Called with each host of ours and its state folder, before anything runs there.</param>
    public static async Task<TwoPortals> BuildAsync(Lab lab, Func<Host, string, Task>? prepare = null)
    {
        lab.Story.Chapter("Two portals at one PostgreSQL, one node, and a balancer");
        var network = await NetworkAsync(lab);
        var database = await PostgresServer.StartAsync(await lab.HostAsync("database", network));
        return await BuildAsync(lab, network, database.ConnectionString, prepare);
    }

    /// <summary>The network on which all but the inside stands.</summary>
    public static Task<Network> NetworkAsync(Lab lab) =>
        lab.NetworkAsync("net", "198.51.100.0/24", "2001:db8:100::/64");

    /// <param name="prepare">Called with each host of ours and its state folder, before anything runs there.</param>
    public static async Task<TwoPortals> BuildAsync(
        Lab lab,
        Network network,
        string connectionString,
        Func<Host, string, Task>? prepare = null
    )
    {
        var within = await lab.NetworkAsync("inside", "10.10.0.0/24", "fd10::/64");
        var file = Path.Combine(lab.Folder, "database");
        await File.WriteAllTextAsync(file, connectionString);
        var hosts = new TwoPortalsHosts(
            await lab.HostAsync("portal1", network),
            await lab.HostAsync("portal2", network),
            await lab.HostAsync("node", network, within),
            await lab.HostAsync("clients", network),
            await lab.HostAsync("inside", within)
        );
        lab.Own(EchoServer.Start(hosts.Inside));
        var world = new TwoPortals(lab, (network, within), hosts, file) { _prepare = prepare };
        await world.StartFirstAsync();
        await world.StartNodeAsync(world.Node);
        await world.StartSecondAsync();
        world.StartBalancer(await lab.HostAsync("balancer", network));
        await world.IntroduceAsync(world.Clients);
        return world;
    }

    public async Task<string> CommandAsync(Host portal, params IEnumerable<string> arguments) =>
        (await TryCommandAsync(portal, "", arguments)).OrThrow().Output;

    /// <summary>An app on the clients' host, signed in through the balancer. It sends nothing again by itself.</summary>
    public Task<EduVpnApp> SignInAsync(string user) => SignInAsync(user, Clients);

    /// <summary>A portal's admin API, until the lab ends.</summary>
    public AdminSocket Admin(Host portal) => new(AdminPath(portal));

    /// <summary>A portal's admin socket, as this process reaches it.</summary>
    public string AdminPath(Host portal) => portal.FromOutside($"{Home(portal)}/run/admin.sock");

    /// <summary>The state folder of what runs on a host, the same path on the host and outside.</summary>
    public string Home(Host host) => Path.Combine(Lab.Folder, host.Name);

    public async Task<EduVpnApp> SignInAsync(string user, Host host)
    {
        (await TryCommandAsync(First, World.Password + "\n", "user", "add", user, "--password-stdin")).OrThrow();
        var app = new EduVpnApp(host, Address) { SendsAgain = false };
        await app.SignInAsync(user, World.Password);
        // Its browser took every other turn at the balancer: without this, all apps would be at the same portal.
        await app.HangUpAsync();
        return app;
    }

    /// <summary>A host that reaches the portals by their name, and trusts them.</summary>
    public async Task<Host> ClientAsync(string name)
    {
        var host = await Lab.HostAsync(name, _network);
        await IntroduceAsync(host);
        return host;
    }

    /// <summary>A machine in somebody's home, behind a router.</summary>
    public async Task<Host> ClientAtHomeAsync(string name)
    {
        var host = await PrivateHome.HostAsync(Lab, _network, name);
        await IntroduceAsync(host);
        return host;
    }

    /// <summary>A further machine that carries traffic.</summary>
    public async Task<Host> AddNodeAsync(string name)
    {
        var host = await Lab.HostAsync(name, _network, _within);
        await StartNodeAsync(host);
        return host;
    }

    /// <summary>What a portal knows of a node, as <c>holdfast node show --json</c> tells it.</summary>
    public async Task<JsonElement> NodeAsync(Host portal, string id) =>
        JsonDocument.Parse(await CommandAsync(portal, "node", "show", id, "--json")).RootElement;

    /// <summary>Until the balancer would see that it is not ready. All of them are on one machine here, so it is named by its id.</summary>
    public async Task DrainAsync(Host portal)
    {
        var all = JsonDocument.Parse(await CommandAsync(portal, "portal", "list", "--json")).RootElement;
        var own = all.GetProperty("items").EnumerateArray().Single(one => one.GetProperty("isThis").GetBoolean());
        await CommandAsync(portal, "portal", "drain", own.GetProperty("id").GetString()!);
        await Wait.UntilAsync($"{portal.Name} to be drained", Patience, async () => !await IsReadyAsync(portal));
        portal.Story.Good(portal.Name, "says that it is not ready, and serves on");
    }

    /// <summary>SIGTERM, and the same command again when it has ended: what an upgrade does to a machine.</summary>
    /// <param name="environment">Of the program, from now on until the next restart; null: nothing special.</param>
    public async Task RestartAsync(Host host, IReadOnlyDictionary<string, string>? environment = null)
    {
        var (program, arguments) = _running[host];
        var code = await program.StopAsync(Patience);
        Lab.Story.Expect(code == 0, host.Name, "stops, and is started again", program.Output.Text);
        Start(host, environment ?? new Dictionary<string, string>(), arguments);
    }

    /// <summary>The same command again on a host on which it has ended.</summary>
    public void StartAgain(Host host)
    {
        Lab.Story.Tell(host.Name, "is started again");
        Start(host, _running[host].Arguments);
    }

    /// <summary>Whether somebody starts the portal again when it dies.</summary>
    public bool IsSupervised(Host portal) => portal == Second;

    /// <summary>What was started last on a host.</summary>
    public RunningProgram ProgramOn(Host host) => _running[host].Program;

    /// <summary>The balancer leads nobody to a portal that does not answer.</summary>
    public async Task CheckPortalsAsync()
    {
        await IntroduceAsync(_balancerHost!);
        _balancer!.Checking(HoldfastServer.HostName);
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

    /// <summary>SIGKILL to the portal and to who would start it again; back when both are gone.</summary>
    public async Task KillAllAsync(Host host)
    {
        await ProgramOn(host).KillAsync();
        foreach (var process in host.Find("holdfast"))
        {
            process.Send(Signal.Kill);
        }

        await Wait.UntilAsync("the portal to be gone", Patience, () => host.Find("holdfast").Count == 0);
    }

    /// <summary>Waits until a host has a portal that can connect people.</summary>
    public Task UntilReadyAsync(Host host) =>
        Wait.UntilAsync($"{host.Name} to be ready", Patience, () => IsReadyAsync(host));

    private async Task<bool> IsReadyAsync(Host host)
    {
        var socket = $"{Home(host)}/run/admin.sock";
        return (await host.TryRunAsync("curl", "-sf", "--unix-socket", socket, "http://localhost/readyz")).Succeeded;
    }

    private static IReadOnlyList<HostProcess> Portals(Host host) =>
        [.. host.Find("holdfast", "portal").Where(process => !process.CommandLine.Contains("setup"))];

    private Task<CommandResult> TryCommandAsync(Host host, string input, params IEnumerable<string> arguments) =>
        host.TryRunWithInputAsync(input, ["env", $"HOLDFAST_HOME={Home(host)}", Checkout.Holdfast, .. arguments]);

    private RunningProgram Start(Host host, params IEnumerable<string> arguments) =>
        Start(host, new Dictionary<string, string>(), arguments);

    private RunningProgram Start(Host host, IReadOnlyDictionary<string, string> special, IEnumerable<string> arguments)
    {
        Directory.CreateDirectory(host.FromOutside(Home(host)));
        var environment = new Dictionary<string, string>(special) { ["HOLDFAST_HOME"] = Home(host) };
        List<string> all = [.. arguments];
        var program = host.Start(host.Name, environment, [Checkout.Holdfast, .. all]);
        _running[host] = (program, all);
        return program;
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

    private Task PrepareAsync(Host host) => _prepare?.Invoke(host, Home(host)) ?? Task.CompletedTask;

    private async Task StartFirstAsync()
    {
        await PrepareAsync(First);
        Start(
            First,
            [
                "portal",
                .. PortalOptions(First),
                "--drain-seconds",
                "3",
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

    private async Task StartNodeAsync(Host host)
    {
        await PrepareAsync(host);
        string[] link = ["--link", $"{host.Address4}:{LinkPort}"];
        Start(host, ["node", .. link, "--host-name", $"{host.Address4}"]);
        await Wait.UntilAsync(
            "the node",
            Patience,
            () => File.Exists(host.FromOutside($"{Home(host)}/node/enrolment-code"))
        );
        var code = await CommandAsync(host, ["node", "code", .. link]);
        var added = await CommandAsync(First, "node", "add", code.Trim());
        await UntilReadyAsync(First);
        Lab.Story.Tell("portal1", added.Trim());
    }

    private async Task StartSecondAsync()
    {
        var secret = Path.Combine(Lab.Folder, "secret");
        await File.WriteAllTextAsync(secret, await CommandAsync(First, "portal", "secret"));
        File.SetUnixFileMode(secret, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        await PrepareAsync(Second);
        var program = Start(Second, ["setup", "portal", "--secret-file", secret, .. PortalOptions(Second)]);
        await Wait.UntilAsync(
            "the second portal",
            Patience,
            () => File.Exists(Second.FromOutside($"{Home(Second)}/ready.json")) || program.HasEnded
        );
        if (program.HasEnded)
        {
            throw new LabException($"holdfast setup portal ended with {program.ExitCode}:\n{program.Output.Text}");
        }

        Lab.Story.Tell("portal2", "runs: the database's address and the secret were all that it was given");
    }

    private void StartBalancer(Host host)
    {
        _balancerHost = host;
        _balancer = Lab.Own(
            Balancer.Start(host, Port, new IPEndPoint(First.Address4, Port), new IPEndPoint(Second.Address4, Port))
        );
    }

    private async Task IntroduceAsync(Host client)
    {
        await client.KnowAsync(HoldfastServer.HostName, _balancerHost!.Address4);
        client.TrustedAuthorities.ImportFromPem(
            await File.ReadAllTextAsync(First.FromOutside($"{Home(First)}/ca.pem"))
        );
    }
}
