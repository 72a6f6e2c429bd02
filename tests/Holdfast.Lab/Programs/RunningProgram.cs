using System.Diagnostics;
using Holdfast.Lab.Stories;
using Holdfast.Lab.Waiting;

namespace Holdfast.Lab.Programs;

/// <summary>A program on a host. Its output is kept; it ends with its host at the latest.</summary>
/// <remarks>
/// nsenter stands between: it enters the host's namespaces and starts the program as its child. Signals go to the child.
/// </remarks>
public sealed class RunningProgram : IAsyncDisposable
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(10);
    private readonly Process entry;
    private readonly Story story;
    private readonly TaskCompletionSource outputEnded = new();
    private readonly TaskCompletionSource errorEnded = new();
    private readonly TaskCompletionSource ended = new();
    private bool isDisposed;

    private RunningProgram(string name, string host, Process entry, Story story)
    {
        Name = name;
        Host = host;
        this.entry = entry;
        this.story = story;
    }

    public string Name { get; }

    public string Host { get; }

    public OutputLines Output { get; } = new();

    public bool HasEnded => entry.HasExited;

    /// <summary>Completes when nobody holds its output open any more: it ended, and so did all that inherited from it.</summary>
    internal Task OutputEnded => Task.WhenAll(outputEnded.Task, errorEnded.Task);

    /// <summary>Only when <see cref="HasEnded"/>; 128 and the signal when a signal ended it.</summary>
    public int ExitCode => entry.ExitCode;

    /// <summary>The program itself, as the machine sees it; null when it is gone.</summary>
    public HostProcess? Process
    {
        get
        {
            var children = entry.HasExited ? [] : HostProcess.ChildrenOf(entry.Id);
            return children.Count == 0 ? null : new HostProcess(children[0], [Name]);
        }
    }

    internal static RunningProgram Start(string name, string host, ProcessStartInfo start, Story story)
    {
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        start.RedirectStandardInput = true;
        var process = new Process { StartInfo = start };
        var program = new RunningProgram(name, host, process, story);
        process.OutputDataReceived += (_, e) => program.Received(e.Data, isError: false);
        process.ErrorDataReceived += (_, e) => program.Received(e.Data, isError: true);
        process.EnableRaisingEvents = true;
        process.Exited += (_, _) => program.ended.TrySetResult();
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return program;
    }

    public Task<OutputLine> WaitForLineAsync(string text, TimeSpan deadline, int from = 0) =>
        Output.WaitForAsync(text, deadline, () => HasEnded && OutputEnded.IsCompleted, from);

    /// <summary>Writes a line to the program's standard input.</summary>
    public async Task WriteLineAsync(string line)
    {
        await entry.StandardInput.WriteLineAsync(line);
        await entry.StandardInput.FlushAsync();
    }

    public void CloseInput() => entry.StandardInput.Close();

    public void Send(Signal signal)
    {
        story.Fault(Host, $"{Name} gets {SignalName(signal)}");
        Process?.Send(signal);
        if (signal == Signal.Continue)
        {
            // nsenter stops itself when its child is stopped, and has to be woken too.
            _ = Native.LinuxCalls.Kill(entry.Id, (int)signal);
        }
    }

    /// <summary>SIGKILL, and back when it is gone.</summary>
    public async Task KillAsync()
    {
        Send(Signal.Kill);
        await WaitForEndAsync(Grace);
    }

    /// <summary>SIGSTOP: it is there, holds its sockets, and does nothing.</summary>
    public void Freeze() => Send(Signal.Stop);

    public void Thaw() => Send(Signal.Continue);

    /// <summary>SIGTERM, and back when it is gone; fails when it does not end in <paramref name="grace"/>.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> StopAsync(TimeSpan? grace = null)
    {
        Process?.Send(Signal.Terminate);
        await WaitForEndAsync(grace ?? Grace);
        return ExitCode;
    }

    public async Task WaitForEndAsync(TimeSpan deadline)
    {
        try
        {
            await ended.Task.WaitAsync(deadline);
        }
        catch (TimeoutException)
        {
            throw new LabException($"{Name} on {Host} did not end in {deadline.TotalSeconds:0.#} s:\n{Output.Text}");
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (isDisposed)
        {
            return;
        }

        isDisposed = true;
        Process?.Send(Signal.Kill);
        if (!entry.HasExited)
        {
            entry.Kill();
            await ended.Task;
        }

        entry.Dispose();
    }

    private static string SignalName(Signal signal) =>
        signal switch
        {
            Signal.Kill => "SIGKILL",
            Signal.Stop => "SIGSTOP",
            Signal.Continue => "SIGCONT",
            Signal.Terminate => "SIGTERM",
            Signal.Interrupt => "SIGINT",
            _ => signal.ToString(),
        };

    private void Received(string? line, bool isError)
    {
        if (line is null)
        {
            (isError ? errorEnded : outputEnded).TrySetResult();
            return;
        }

        Output.Add(new OutputLine(story.Elapsed, line, isError));
    }
}
