using Holdfast.Lab.Hosts;
using Holdfast.Lab.Programs;

namespace Holdfast.Bench.Takeovers;

/// <summary>By a daemon that says each change of its state in a line with this word.</summary>
internal abstract class DaemonPair(Host one, Host two, string word) : AddressPair(one, two)
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(10);
    private readonly Dictionary<Host, RunningProgram> _programs = [];

    public override async Task StartAsync()
    {
        foreach (var host in Hosts)
        {
            _programs[host] = await StartAsync(host);
        }
    }

    public override async ValueTask DisposeAsync()
    {
        foreach (var program in _programs.Values)
        {
            await program.StopAsync(Grace);
        }
    }

    protected abstract Task<RunningProgram> StartAsync(Host host);

    protected override Task<bool> IsReadyAsync(Host standby)
    {
        var lines = _programs[standby].Output.All.Select(line => line.Text);
        var last = lines.LastOrDefault(line => line.Contains(word, StringComparison.OrdinalIgnoreCase));
        return Task.FromResult(last?.Contains("BACKUP", StringComparison.Ordinal) == true);
    }
}
