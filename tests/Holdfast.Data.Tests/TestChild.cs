using System.Diagnostics;

namespace Holdfast.Data.Tests;

/// <summary>This program again, as a child with a verb of its own, to be killed.</summary>
internal sealed class TestChild : IDisposable
{
    private readonly Process _process;

    private TestChild(Process process) => _process = process;

    public static TestChild Start(params string[] arguments)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardInput = true,
            UseShellExecute = false,
        };
        return new TestChild(Process.Start(start) ?? throw new InvalidOperationException("The child did not start."));
    }

    /// <returns>Null: the child has ended.</returns>
    public async Task<string?> ReadLineAsync() =>
        await _process.StandardOutput.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(90));

    /// <summary>SIGKILL.</summary>
    public void Kill() => _process.Kill();

    public void Dispose()
    {
        _process.Kill();
        _process.Dispose();
    }
}
