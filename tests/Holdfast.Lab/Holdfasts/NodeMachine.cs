using Holdfast.Lab.Hosts;
using Holdfast.Lab.Programs;
using Holdfast.Lab.Waiting;

namespace Holdfast.Lab.Holdfasts;

/// <summary>A further machine with a node and no portal, <c>./run setup node</c>, on a host.</summary>
public sealed class NodeMachine : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly IReadOnlyList<string> _options;

    private readonly string _verb;

    private NodeMachine(Host host, string home, string verb, IReadOnlyList<string> options) =>
        (Host, Home, _verb, _options) = (host, home, verb, options);

    public Host Host { get; }

    /// <summary>Its state folder, the same on the host and outside.</summary>
    public string Home { get; }

    public RunningProgram Program { get; private set; } = null!;

    /// <summary>The process that carries traffic; null: it is not running.</summary>
    public HostProcess? Process => Host.Find("holdfast", "setup") is [var process, ..] ? process : null;

    /// <param name="options">Of <c>setup node</c>, beside its host name.</param>
    public static async Task<NodeMachine> StartAsync(Host host, string home, params IEnumerable<string> options)
    {
        var machine = new NodeMachine(host, home, "node", [.. options]);
        await machine.StartAsync();
        return machine;
    }

    /// <summary>With a failover agent beside it: <c>./run setup standby</c>.</summary>
    /// <param name="options">Of <c>setup standby</c>, beside its host name.</param>
    public static async Task<NodeMachine> StandbyAsync(Host host, string home, params IEnumerable<string> options)
    {
        var machine = new NodeMachine(host, home, "standby", [.. options]);
        await machine.StartAsync();
        return machine;
    }

    /// <summary>Starts it again after it ended.</summary>
    public Task StartAsync()
    {
        var environment = new Dictionary<string, string> { ["HOLDFAST_HOME"] = Home };
        Program = Host.Start(
            "node",
            environment,
            [Checkout.Run, "setup", _verb, "--host-name", Host.Address4.ToString(), .. _options]
        );
        Host.Story.Tell(Host.Name, string.Join(' ', [$"./run setup {_verb}", .. _options]));
        return Task.CompletedTask;
    }

    /// <summary>The enrolment code, as it is printed for a person.</summary>
    public async Task<string> CodeAsync() => (await Program.WaitForLineAsync("hfn1-", Patience)).Text.Trim();

    /// <summary>Waits until it says who it is.</summary>
    public Task WaitUntilEnrolledAsync(string name) => Program.WaitForLineAsync($"This is {name}.", Patience);

    /// <summary>SIGKILL to the process that carries traffic; devices and OpenVPN servers stay.</summary>
    public async Task KillAsync()
    {
        Host.Story.Fault(Host.Name, "the node process gets SIGKILL");
        Process?.Send(Signal.Kill);
        await Wait.UntilAsync("the node to be gone", Patience, () => Process is null);
    }

    /// <summary>SIGTERM, as a person's Ctrl-C; fails when it does not end cleanly.</summary>
    public async Task StopAsync()
    {
        Host.Story.Tell(Host.Name, "the node is stopped");
        var code = await Program.StopAsync(Patience);
        if (code != 0)
        {
            throw new LabException($"holdfast setup node ended with {code}:\n{Program.Output.Text}");
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!Program.HasEnded)
        {
            await StopAsync();
        }
    }
}
