using Holdfast.Lab.Hosts;
using Holdfast.Lab.Programs;
using Holdfast.Lab.Waiting;

namespace Holdfast.Lab.Routers;

/// <summary>Debian's keepalived on a host, with one VRRP instance that does not pre-empt.</summary>
/// <param name="folder">For its configuration and process ids; made when it is not there.</param>
public sealed class Keepalived(Host host, string folder) : IAsyncDisposable
{
    private const string Entering = "Entering ";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    public Host Host => host;

    public RunningProgram Program { get; private set; } = null!;

    /// <summary>The state that it entered last, in its words: INIT, BACKUP, MASTER, FAULT.</summary>
    public string State =>
        Program.Output.All.LastOrDefault(line => line.Text.Contains(Entering, StringComparison.Ordinal)) is { } line
            ? line.Text[(line.Text.IndexOf(Entering, StringComparison.Ordinal) + Entering.Length)..].Split(' ')[0]
            : "INIT";

    /// <summary>Returns when it listens.</summary>
    public async Task StartAsync(KeepalivedInstance instance)
    {
        Directory.CreateDirectory(folder);
        var file = Path.Combine(folder, "keepalived.conf");
        await File.WriteAllTextAsync(file, instance.Configuration);
        string[] processIds = ["-p", Path.Combine(folder, "pid"), "-r", Path.Combine(folder, "vrrp.pid")];
        host.Story.Tell(host.Name, $"keepalived, priority {instance.Priority}");
        Program = host.Start("keepalived", ["keepalived", "-n", "-l", "-P", "-f", file, .. processIds]);
        await Program.WaitForLineAsync("Entering BACKUP STATE", Patience);
    }

    public Task WaitUntilAsync(string state) =>
        Wait.UntilAsync($"keepalived to be {state}", Patience, () => State == state);

    /// <summary>SIGTERM: it says goodbye and takes its addresses away.</summary>
    public async Task StopAsync()
    {
        host.Story.Tell(host.Name, "keepalived gets SIGTERM");
        await Program.StopAsync(Patience);
    }

    public ValueTask DisposeAsync() => Program.DisposeAsync();
}
