using System.Diagnostics;

namespace Holdfast.Single.Supervision;

/// <summary>One running process of a role. We hold its standard input; when that ends, by our will or by our death, it stops.</summary>
internal sealed class Child : IDisposable
{
    private readonly Process _process;
    private readonly Task _forwarding;

    private Child(Process process, Task forwarding)
    {
        _process = process;
        _forwarding = forwarding;
    }

    public int Id => _process.Id;

    /// <summary>Of the ended process; 128 and the signal's number when a signal ended it.</summary>
    public int ExitCode => _process.ExitCode;

    /// <param name="forward">Gets each line that the process prints.</param>
    public static Child Start(ChildCommand command, Func<string, Task> forward)
    {
        var info = new ProcessStartInfo(command.Program, command.Arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        foreach (var (variable, value) in command.Environment)
        {
            info.Environment[variable] = value;
        }
        var process = Process.Start(info) ?? throw new IOException($"{command.Program} did not start.");
        var forwarding = Task.WhenAll(
            ForwardAsync(process.StandardOutput, forward),
            ForwardAsync(process.StandardError, forward)
        );
        return new Child(process, forwarding);
    }

    public Task WaitAsync(CancellationToken cancel) => _process.WaitForExitAsync(cancel);

    /// <summary>Asks it to stop, and ends it when it does not in time.</summary>
    /// <returns>False: it had to be killed.</returns>
    public async Task<bool> StopAsync(TimeSpan grace)
    {
        _process.StandardInput.Close();
        using var deadline = new CancellationTokenSource(grace);
        await _process.WaitForExitAsync(deadline.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        var inTime = _process.HasExited;
        if (!inTime)
        {
            _process.Kill();
            await _process.WaitForExitAsync(CancellationToken.None);
        }
        await DrainAsync();
        return inTime && ExitCode == 0;
    }

    /// <summary>No harm when it has ended.</summary>
    public void Kill() => _process.Kill();

    public void Dispose() => _process.Dispose();

    /// <summary>The last lines, unless a descendant keeps the pipe open.</summary>
    public Task DrainAsync() => Task.WhenAny(_forwarding, Task.Delay(TimeSpan.FromSeconds(1)));

    private static async Task ForwardAsync(StreamReader lines, Func<string, Task> forward)
    {
        try
        {
            while (await lines.ReadLineAsync() is { } line)
            {
                await forward(line);
            }
        }
        catch (Exception gone) when (gone is IOException or ObjectDisposedException)
        {
            // The pipe broke with the process.
        }
    }
}
