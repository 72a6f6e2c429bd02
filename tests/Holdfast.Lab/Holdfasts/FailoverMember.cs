using Holdfast.Lab.Hosts;
using Holdfast.Lab.Programs;
using Holdfast.Lab.Waiting;

namespace Holdfast.Lab.Holdfasts;

/// <summary>A failover agent, <c>holdfast failover</c>, on a host.</summary>
public sealed class FailoverMember : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly string _home;
    private bool _isFrozen;

    private FailoverMember(Host host, string home) => (Host, _home) = (host, home);

    public Host Host { get; }

    public RunningProgram Program { get; private set; } = null!;

    private string HomeFromOutside => Host.FromOutside(_home);

    public HostProcess? Process => Host.Find("holdfast", "failover", _home) is [var process, ..] ? process : null;

    /// <param name="configuration">Of the whole group; the host is the member of its name.</param>
    public static async Task<FailoverMember> StartAsync(Host host, string home, FailoverGroup configuration)
    {
        var member = new FailoverMember(host, home);
        Directory.CreateDirectory(member.HomeFromOutside);
        await File.WriteAllTextAsync(Path.Combine(member.HomeFromOutside, "failover.json"), configuration.FileOf(host));
        await member.StartAsync();
        return member;
    }

    /// <summary>Starts it again after it ended.</summary>
    public async Task StartAsync()
    {
        Program = Host.Start("failover", Checkout.Holdfast, "failover", "--home", _home);
        Host.Story.Tell(Host.Name, "holdfast failover");
        await Program.WaitForLineAsync("standby", Patience);
    }

    /// <summary>As <c>holdfast failover status --json</c> tells it, of the first unit.</summary>
    /// <returns>Null: the agent does not answer.</returns>
    public async Task<FailoverView?> StatusAsync()
    {
        var told = await Host.TryRunAsync(Checkout.Holdfast, "failover", "status", "--home", _home, "--json");
        return told.Succeeded ? FailoverView.Parse(told.Output) : null;
    }

    /// <summary>The same, quicker: without a program.</summary>
    /// <returns>Null: the agent does not answer.</returns>
    public Task<FailoverView?> LookAsync() => AgentSocket.LookAsync(Path.Combine(HomeFromOutside, "control.sock"));

    public async Task<bool> IsActiveAsync() => await StatusAsync() is { Role: "active" };

    public Task WaitUntilActiveAsync() => Wait.UntilAsync($"{Host.Name} to be active", Patience, IsActiveAsync);

    public Task WaitUntilStandbyAsync() =>
        Wait.UntilAsync($"{Host.Name} to be standby", Patience, async () => await StatusAsync() is { Role: "standby" });

    /// <summary>As a node on this host listens.</summary>
    public FailoverWatch Watch() => new(Host, HomeFromOutside);

    /// <summary>As a program on this host that reports its health.</summary>
    public HealthReporter Reporter() => new(HomeFromOutside);

    /// <summary>A planned switch over, as soon as this one has heard that another is ready.</summary>
    public async Task SwitchOverAsync()
    {
        await Wait.UntilAsync(
            "another member to be ready",
            Patience,
            async () => await StatusAsync() is { HasSuccessor: true }
        );
        Host.Story.Tell(Host.Name, "holdfast failover switch");
        await Host.RunAsync(Checkout.Holdfast, "failover", "switch", "--home", _home);
    }

    public Task<CommandResult> TryAsync(params string[] verb) =>
        Host.TryRunAsync([Checkout.Holdfast, "failover", .. verb, "--home", _home]);

    public async Task KillAsync()
    {
        Host.Story.Fault(Host.Name, "the agent gets SIGKILL");
        Process?.Send(Signal.Kill);
        await Wait.UntilAsync("the agent to be gone", Patience, () => Process is null);
    }

    public void Freeze()
    {
        Host.Story.Fault(Host.Name, "the agent gets SIGSTOP");
        Program.Freeze();
        _isFrozen = true;
    }

    public void Thaw()
    {
        Host.Story.Tell(Host.Name, "the agent gets SIGCONT");
        Program.Thaw();
        _isFrozen = false;
    }

    /// <summary>SIGTERM; fails when it does not end cleanly.</summary>
    public async Task StopAsync()
    {
        Host.Story.Tell(Host.Name, "the agent is stopped");
        var code = await Program.StopAsync(Patience);
        if (code != 0)
        {
            throw new LabException($"holdfast failover ended with {code}:\n{Program.Output.Text}");
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
