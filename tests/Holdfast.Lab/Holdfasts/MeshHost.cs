using Holdfast.Lab.Hosts;
using Holdfast.Lab.Programs;
using Holdfast.Lab.Waiting;

namespace Holdfast.Lab.Holdfasts;

/// <summary>A host of a mesh, <c>holdfast mesh</c>.</summary>
public sealed class MeshHost : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly string _home;
    private readonly IReadOnlyList<string> _arguments;
    private bool _isFrozen;

    private MeshHost(Host host, string home, IReadOnlyList<string> arguments) =>
        (Host, _home, _arguments) = (host, home, arguments);

    public Host Host { get; }

    public RunningProgram Program { get; private set; } = null!;

    /// <param name="arguments">Of <c>holdfast mesh</c>, but for the state folder and the name.</param>
    public static async Task<MeshHost> StartAsync(Host host, string home, params IReadOnlyList<string> arguments)
    {
        var mesh = new MeshHost(host, home, arguments);
        await mesh.StartAsync();
        return mesh;
    }

    /// <summary>Starts it again after it ended, and waits until it claims what it is to claim.</summary>
    public async Task StartAsync()
    {
        Program = Host.Start("mesh", [Checkout.Holdfast, "mesh", .. _arguments, "--name", Host.Name, "--home", _home]);
        Host.Story.Tell(Host.Name, $"holdfast mesh {string.Join(' ', _arguments)}");
        await Program.WaitForLineAsync("Joined, with", Patience);
    }

    /// <returns>Null: it does not answer.</returns>
    public async Task<MeshView?> StatusAsync()
    {
        var told = await TryAsync("status", "--json");
        return told.Succeeded ? MeshView.Parse(told.Output) : null;
    }

    /// <summary>All others live, and choose as this one.</summary>
    public Task WaitUntilAgreedAsync(int others) =>
        Wait.UntilAsync(
            $"{Host.Name} and {others} others to agree",
            Patience,
            async () => await StatusAsync() is { Joined: true } view && view.Alive == others && view.Agreeing == others
        );

    public Task<CommandResult> TryAsync(params string[] verb) =>
        Host.TryRunAsync([Checkout.Holdfast, "mesh", .. verb, "--home", _home]);

    /// <summary>SIGKILL; the device stays, and its tunnels.</summary>
    public Task KillAsync() => Program.KillAsync();

    /// <summary>As when the machine dies: the tunnels go with it.</summary>
    public Task DieAsync()
    {
        foreach (var tunnel in Host.Find("wireguard-go"))
        {
            tunnel.Send(Signal.Kill);
        }

        return Program.KillAsync();
    }

    /// <summary>All of it stands still, the tunnels too.</summary>
    public void Freeze()
    {
        Host.Freeze();
        _isFrozen = true;
    }

    public void Thaw()
    {
        Host.Thaw();
        _isFrozen = false;
    }

    /// <summary>SIGTERM; fails when it does not end cleanly.</summary>
    public async Task StopAsync()
    {
        Host.Story.Tell(Host.Name, "holdfast mesh is stopped");
        var code = await Program.StopAsync(Patience);
        if (code != 0)
        {
            throw new LabException($"holdfast mesh ended with {code}:\n{Program.Output.Text}");
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (Program.HasEnded)
        {
            return;
        }

        if (_isFrozen)
        {
            Thaw();
        }

        await StopAsync();
    }
}
