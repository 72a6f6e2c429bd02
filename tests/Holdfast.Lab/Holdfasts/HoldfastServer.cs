using System.Net;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using Holdfast.Lab.Hosts;
using Holdfast.Lab.Programs;
using Holdfast.Lab.Waiting;

namespace Holdfast.Lab.Holdfasts;

/// <summary>A single server, <c>./run</c>, on a host.</summary>
public sealed class HoldfastServer : IAsyncDisposable
{
    /// <summary>What clients know it by.</summary>
    public const string HostName = "vpn.example.org";

    private const string Node = "node";
    private const string Portal = "portal";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private IReadOnlyList<string> options;

    private HoldfastServer(Host host, string home, IEnumerable<string> options)
    {
        Host = host;
        Home = home;
        this.options = [.. options];
    }

    public Host Host { get; }

    /// <summary>How its commands find the database that it was started with.</summary>
    public IEnumerable<string> DatabaseOptions => options.SkipWhile(option => option != "--database-file").Take(2);

    /// <summary>Its state folder, the same on the host and outside.</summary>
    public string Home { get; }

    public Uri Address { get; private set; } = new($"https://{HostName}:8443");

    /// <summary>The profile that the first start made.</summary>
    public string Profile { get; private set; } = "";

    public RunningProgram? Program { get; private set; }

    /// <summary>How long the last start took, until it was ready.</summary>
    public TimeSpan StartTime { get; private set; }

    /// <summary>The process that carries traffic; null: it is not running.</summary>
    public HostProcess? NodeProcess => Role(Node);

    public HostProcess? PortalProcess => Role(Portal);

    /// <summary>Starts a server and waits until it is ready to serve.</summary>
    /// <param name="home">State folder; one that was used before keeps its data.</param>
    public static async Task<HoldfastServer> StartAsync(Host host, string home, params IEnumerable<string> options)
    {
        var server = new HoldfastServer(host, home, options);
        Directory.CreateDirectory(home);
        await host.KnowAsync(HostName, host.Address4, host.Address6);
        await server.StartAsync();
        return server;
    }

    /// <summary>Starts it again after it ended.</summary>
    public async Task StartAsync()
    {
        var began = Host.Story.Elapsed;
        File.Delete(Path.Combine(Home, "ready.json"));
        var environment = new Dictionary<string, string> { ["HOLDFAST_HOME"] = Home };
        Program = Host.Start("holdfast", environment, [Checkout.Run, "--host-name", HostName, .. options]);
        await WaitUntilReadyAsync();
        StartTime = Host.Story.Elapsed - began;
        Host.Story.Tell(Host.Name, $"Holdfast is ready after {StartTime.TotalSeconds:0.0} s");
    }

    /// <summary>Starts it again, now and later with more options.</summary>
    public Task StartWithAsync(params IEnumerable<string> more)
    {
        options = [.. options, .. more];
        return StartAsync();
    }

    /// <summary>SIGTERM, as a person's Ctrl-C; fails when it does not end cleanly.</summary>
    public async Task StopAsync()
    {
        Host.Story.Tell(Host.Name, "Holdfast is stopped");
        var code = await Program!.StopAsync(Patience);
        if (code != 0)
        {
            throw new LabException($"holdfast run ended with {code}:\n{Program.Output.Text}");
        }
    }

    /// <summary>SIGKILL to every process of ours; what carries traffic is not ours and stays.</summary>
    public async Task KillAllAsync()
    {
        Host.Story.Fault(Host.Name, "every Holdfast process gets SIGKILL");
        // The one that would start the others again comes first.
        Program!.Process?.Send(Signal.Kill);
        foreach (var process in Host.Find("holdfast"))
        {
            process.Send(Signal.Kill);
        }

        await Wait.UntilAsync("Holdfast's processes to be gone", Patience, () => Host.Find("holdfast").Count == 0);
    }

    /// <summary>Starts the node alone, as after a boot without any portal.</summary>
    public RunningProgram StartNodeAlone()
    {
        Host.Story.Tell(Host.Name, "the node starts alone");
        var environment = new Dictionary<string, string> { ["HOLDFAST_HOME"] = Home };
        return Host.Start(Node, environment, [Checkout.Holdfast, Node, "--host-name", HostName]);
    }

    /// <summary>Runs a command of ours: <c>holdfast user list</c>.</summary>
    /// <exception cref="LabException">It failed.</exception>
    public async Task<string> CommandAsync(params IEnumerable<string> arguments) =>
        (await TryCommandAsync("", arguments)).OrThrow().Output;

    public Task<CommandResult> TryCommandAsync(string input, params IEnumerable<string> arguments) =>
        Host.TryRunWithInputAsync(input, ["env", $"HOLDFAST_HOME={Home}", Checkout.Holdfast, .. arguments]);

    public async Task AddUserAsync(string name, string password)
    {
        (await TryCommandAsync(password + "\n", "user", "add", name, "--password-stdin")).OrThrow();
        Host.Story.Tell(Host.Name, $"holdfast user add {name}");
    }

    /// <summary>Makes the server's name and its authority known on a client's host.</summary>
    public Task IntroduceAsync(Host client) => IntroduceAsync(client, Host.Address4, Host.Address6);

    /// <summary>The same, with addresses that are not the server's own.</summary>
    public async Task IntroduceAsync(Host client, params IEnumerable<IPAddress> addresses)
    {
        await client.KnowAsync(HostName, addresses);
        client.TrustedAuthorities.ImportFromPem(await File.ReadAllTextAsync(Path.Combine(Home, "ca.pem")));
    }

    public async ValueTask DisposeAsync()
    {
        if (Program is { HasEnded: false })
        {
            await StopAsync();
        }
    }

    private HostProcess? Role(string verb) => Host.Find("holdfast", verb) is [var process, ..] ? process : null;

    private async Task WaitUntilReadyAsync()
    {
        var file = Path.Combine(Home, "ready.json");
        await Wait.UntilAsync("ready.json", Patience, () => File.Exists(file) || Program!.HasEnded);
        if (Program!.HasEnded)
        {
            throw new LabException($"holdfast run ended with {Program.ExitCode}:\n{Program.Output.Text}");
        }

        var ready = JsonDocument.Parse(await File.ReadAllTextAsync(file)).RootElement;
        Address = new Uri(ready.GetProperty("portal").GetString()!);
        Profile = ready.GetProperty("profile").GetString()!;
    }
}
