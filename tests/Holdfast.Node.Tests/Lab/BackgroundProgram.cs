using System.Collections.Concurrent;
using System.Diagnostics;
using Holdfast.Testing.Waiting;

namespace Holdfast.Node.Tests.Lab;

/// <summary>A program that runs beside the test and is killed with it.</summary>
internal sealed class BackgroundProgram : IAsyncDisposable
{
    private readonly ConcurrentQueue<string> _lines = new();
    private readonly Process _process;

    public BackgroundProgram(params string[] command)
    {
        _process = new()
        {
            StartInfo = new(command[0], command[1..])
            {
                UseShellExecute = false,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            },
        };
        _process.OutputDataReceived += (_, line) => Keep(line.Data);
        _process.ErrorDataReceived += (_, line) => Keep(line.Data);
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public int ProcessId => _process.Id;

    public bool HasExited => _process.HasExited;

    public string Output => string.Join('\n', _lines);

    public int Count(string text) => _lines.Count(l => l.Contains(text, StringComparison.Ordinal));

    public Task SeesAsync(string text, int times = 1) =>
        Eventually.TrueAsync(() => $"'{text}' did not come:\n{Output}", () => Count(text) >= times);

    /// <summary>As Ctrl-C would; for ping, which then prints its totals.</summary>
    public async Task<string> InterruptAsync()
    {
        await Shell.RunAsync("kill", "-INT", $"{ProcessId}");
        await _process.WaitForExitAsync();
        return Output;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _process.Dispose();
    }

    public async Task StopAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }
    }

    private void Keep(string? line)
    {
        if (line is not null)
        {
            _lines.Enqueue(line);
        }
    }
}
