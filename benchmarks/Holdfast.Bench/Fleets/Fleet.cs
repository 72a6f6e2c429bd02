using System.Diagnostics;
using System.Globalization;
using Holdfast.Lab;
using Holdfast.Lab.Apps;
using Holdfast.Lab.Databases;
using Holdfast.Lab.Holdfasts;
using Holdfast.Lab.Hosts;
using Holdfast.Lab.Networks;
using Holdfast.Lab.Programs;
using Holdfast.Lab.Scenarios.Parts;
using Holdfast.Lab.Waiting;

namespace Holdfast.Bench.Fleets;

/// <summary>Portals at one PostgreSQL, and many simulated nodes in one process; real programs and real links otherwise.</summary>
internal sealed class Fleet
{
    public const string Profile = "default";

    private const int Port = 8443;
    private const int FirstLinkPort = 20_000;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);
    private static readonly Uri Address = new($"https://{HoldfastServer.HostName}:{Port}");

    private readonly Lab.Lab _lab;
    private readonly Network _network;
    private readonly Host _nodesHost;
    private readonly List<FleetPortal> _portals = [];
    private readonly string _databaseFile;
    private RunningProgram _nodes = null!;
    private IReadOnlyList<string> _codes = [];
    private int _enrolled;

    private Fleet(Lab.Lab lab, Network network, Host nodes, (PostgresServer Server, Host Host) database)
    {
        (_lab, _network, _nodesHost, Database, DatabaseHost) = (lab, network, nodes, database.Server, database.Host);
        _databaseFile = Path.Combine(lab.Folder, "database");
    }

    public PostgresServer Database { get; }

    public Host DatabaseHost { get; }

    public IReadOnlyList<FleetPortal> Portals => _portals;

    public FleetPortal First => _portals[0];

    public Host NodesHost => _nodesHost;

    /// <param name="nodes">So many run; none is enrolled yet.</param>
    public static async Task<Fleet> BuildAsync(Lab.Lab lab, int portals, int nodes)
    {
        lab.Story.Chapter($"{portals} portals at one PostgreSQL, and {nodes} simulated nodes");
        var network = await lab.NetworkAsync("net", "198.51.100.0/24", "2001:db8:100::/64");
        var databaseHost = await lab.HostAsync("database", network);
        var database = await PostgresServer.StartAsync(databaseHost);
        var fleet = new Fleet(lab, network, await lab.HostAsync("nodes", network), (database, databaseHost));
        await File.WriteAllTextAsync(fleet._databaseFile, database.ConnectionString);
        await fleet.WidenAsync(portals);
        await fleet.StartNodesAsync(nodes);
        return fleet;
    }

    /// <summary>Starts as many portals as are missing.</summary>
    public async Task WidenAsync(int portals)
    {
        while (_portals.Count < portals)
        {
            await AddPortalAsync(_portals.Count + 1);
        }
    }

    /// <summary>Enrols as many as are missing, and waits until every portal is linked to all.</summary>
    public async Task EnrolAsync(int count)
    {
        for (; _enrolled < count; _enrolled++)
        {
            await EnrolAsync(_codes[_enrolled]);
        }

        foreach (var portal in _portals)
        {
            await Wait.UntilAsync(
                $"{portal.Host.Name} to be linked to {count} nodes",
                Patience,
                () => IsLinkedAsync(portal)
            );
        }

        _lab.Story.Tell("portal1", $"has {count} nodes");
    }

    /// <summary>On a busy machine it may take longer than the portal waits; the code stays good.</summary>
    private async Task EnrolAsync(string code)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await First.CallAsync(HttpMethod.Post, "nodes", new { code });
                return;
            }
            catch (LabException slow) when (attempt < 5)
            {
                _lab.Story.Tell("portal1", $"tries again: {slow.Message[..Math.Min(120, slow.Message.Length)]}");
            }
        }
    }

    /// <summary>An app that only knows this portal, signed in.</summary>
    public async Task<EduVpnApp> SignInAsync(FleetPortal portal, string user)
    {
        await First.CallAsync(HttpMethod.Post, "users", new { name = user, password = World.Password });
        var app = _lab.Own(new EduVpnApp(portal.Clients, Address) { SendsAgain = false });
        await app.SignInAsync(user, World.Password);
        return app;
    }

    /// <summary>When each simulated node took an OpenVPN client away, as <see cref="Stopwatch"/> counts.</summary>
    public async Task<ILookup<Guid, long>> RemovalsAsync() =>
        (await File.ReadAllLinesAsync(Path.Combine(NodesFolder, SimulatedNodes.Removals)))
            .Select(line => line.Split(' '))
            .Where(words => words.Length == 3)
            .ToLookup(
                words => Guid.ParseExact(words[0], "N"),
                words => long.Parse(words[2], CultureInfo.InvariantCulture)
            );

    public async Task<long> AskAsync(string sql) =>
        long.Parse((await Database.AskAsync(sql, "holdfast")).Trim(), CultureInfo.InvariantCulture);

    private string NodesFolder => Path.Combine(_lab.Folder, "nodes");

    private static async Task<bool> IsLinkedAsync(FleetPortal portal) =>
        (await portal.CallAsync(HttpMethod.Get, "nodes"))["items"]!
            .AsArray()
            .All(node => node!["isLinked"]!.GetValue<bool>() && node["services"]!.AsArray().Count > 0);

    private async Task AddPortalAsync(int number)
    {
        var host = await _lab.HostAsync($"portal{number}", _network);
        var clients = await _lab.HostAsync($"clients{number}", _network);
        var home = Directory.CreateDirectory(Path.Combine(_lab.Folder, host.Name)).FullName;
        string[] common =
        [
            "--database-file",
            _databaseFile,
            "--host-name",
            $"{host.Address4}",
            "--public-url",
            Address.GetLeftPart(UriPartial.Authority),
        ];
        string[] verb =
            number == 1
                ? ["portal", "--ca-file", $"{home}/ca.pem", "--admin-password-file", $"{home}/password"]
                : ["setup", "portal", "--secret-file", await SecretAsync()];
        var environment = new Dictionary<string, string> { ["HOLDFAST_HOME"] = home };
        var program = host.Start(host.Name, environment, [Checkout.Holdfast, .. verb, .. common]);
        var portal = new FleetPortal(host, clients, home);
        await Wait.UntilAsync(
            host.Name,
            Patience,
            async () => program.HasEnded || File.Exists($"{home}/run/admin.sock") && await HasStartedAsync(portal)
        );
        _lab.Story.Expect(!program.HasEnded, host.Name, "runs", program.Output.Text);
        _portals.Add(portal);
        await clients.KnowAsync(HoldfastServer.HostName, host.Address4);
        clients.TrustedAuthorities.ImportFromPem(await File.ReadAllTextAsync($"{_lab.Folder}/portal1/ca.pem"));
    }

    private static async Task<bool> HasStartedAsync(FleetPortal portal)
    {
        try
        {
            await portal.CallAsync(HttpMethod.Get, "nodes");
            return true;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private async Task<string> SecretAsync()
    {
        var file = Path.Combine(_lab.Folder, "secret");
        string[] command = ["env", $"HOLDFAST_HOME={_lab.Folder}/portal1", Checkout.Holdfast, "portal", "secret"];
        await File.WriteAllTextAsync(file, await First.Host.RunAsync(command));
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        return file;
    }

    /// <summary>Their files stand in memory: each real node has a disk of its own, these would share one.</summary>
    private async Task StartNodesAsync(int count)
    {
        var memory = $"/dev/shm/holdfast-bench-{Environment.ProcessId}";
        Directory.CreateDirectory(memory);
        _lab.Own(new Folder(memory));
        File.CreateSymbolicLink(NodesFolder, memory);
        _nodes = _nodesHost.Start(
            "nodes",
            Environment.ProcessPath!,
            SimulatedNodes.Verb,
            $"{_nodesHost.Address4}",
            $"{FirstLinkPort}",
            $"{count}",
            NodesFolder
        );
        var codes = Path.Combine(NodesFolder, SimulatedNodes.Codes);
        await Wait.UntilAsync("the nodes", Patience, () => File.Exists(codes) || _nodes.HasEnded);
        _lab.Story.Expect(!_nodes.HasEnded, "nodes", "run", _nodes.Output.Text);
        _codes = await File.ReadAllLinesAsync(codes);
    }

    private sealed class Folder(string path) : IAsyncDisposable
    {
        public ValueTask DisposeAsync()
        {
            Directory.Delete(path, recursive: true);
            return ValueTask.CompletedTask;
        }
    }
}
