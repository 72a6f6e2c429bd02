using Holdfast.Lab.Hosts;
using Holdfast.Lab.Programs;

namespace Holdfast.Bench.Takeovers;

/// <summary>By a daemon that says each change of its state in a line with this word.</summary>
internal abstract class DaemonPair(Host one, Host two, string word) : AddressPair(one, two)
{
    private const string Active = "MASTER";

    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(10);
    private readonly Dictionary<Host, RunningProgram> _programs = [];

    public override async Task StartAsync()
    {
        foreach (var host in Hosts)
        {
            _programs[host] = await StartAsync(host);
        }
    }

    public override Task<int> TakeoversAsync() =>
        Task.FromResult(
            _programs.Values.Sum(program =>
                States(program).Count(line => line.Contains(Active, StringComparison.Ordinal))
            )
        );

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
        var last = States(_programs[standby]).LastOrDefault();
        return Task.FromResult(last?.Contains("BACKUP", StringComparison.Ordinal) == true);
    }

    private IEnumerable<string> States(RunningProgram program) =>
        program
            .Output.All.Select(line => line.Text)
            .Where(line => line.Contains(word, StringComparison.OrdinalIgnoreCase));
}
