using Holdfast.Lab.Hosts;
using Holdfast.Lab.Programs;

namespace Holdfast.Lab.Holdfasts;

/// <summary>A witness, <c>holdfast witness</c>, on a host.</summary>
public sealed class WitnessProgram : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly Host _host;
    private readonly string _home;
    private RunningProgram _program = null!;

    private WitnessProgram(Host host, string home) => (_host, _home) = (host, home);

    public static async Task<WitnessProgram> StartAsync(Host host, string home, FailoverGroup group)
    {
        var witness = new WitnessProgram(host, home);
        Directory.CreateDirectory(home);
        await File.WriteAllTextAsync(Path.Combine(home, "witness.json"), group.WitnessFile);
        await witness.StartAsync();
        return witness;
    }

    /// <summary>Starts it again after it ended.</summary>
    public async Task StartAsync()
    {
        _program = _host.Start("witness", Checkout.Holdfast, "witness", "--home", _home);
        _host.Story.Tell(_host.Name, "holdfast witness");
        await _program.WaitForLineAsync("The witness listens", Patience);
    }

    /// <summary>SIGTERM; fails when it does not end cleanly.</summary>
    public async Task StopAsync()
    {
        _host.Story.Fault(_host.Name, "the witness is stopped");
        var code = await _program.StopAsync(Patience);
        if (code != 0)
        {
            throw new LabException($"holdfast witness ended with {code}:\n{_program.Output.Text}");
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!_program.HasEnded)
        {
            await StopAsync();
        }
    }
}
