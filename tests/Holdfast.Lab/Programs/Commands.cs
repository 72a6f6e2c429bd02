using System.Diagnostics;
using System.Text;

namespace Holdfast.Lab.Programs;

/// <summary>Runs short commands to their end.</summary>
internal static class Commands
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>How long output may come behind the end of a command. A daemon that it started may hold the pipe for ever.</summary>
    private static readonly TimeSpan Aftermath = TimeSpan.FromMilliseconds(200);

    public static async Task<CommandResult> RunAsync(string program, IEnumerable<string> arguments) =>
        (await TryRunAsync(new ProcessStartInfo(program, arguments))).OrThrow();

    /// <param name="input">What it reads from its standard input; null: nothing.</param>
    public static async Task<CommandResult> TryRunAsync(ProcessStartInfo start, string? input = null)
    {
        start.RedirectStandardInput = true;
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        using var process = Process.Start(start) ?? throw new LabException($"{start.FileName} did not start.");
        using var limit = new CancellationTokenSource(Patience);
        var (output, error) = (new StringBuilder(), new StringBuilder());
        var printed = Task.WhenAll(
            CollectAsync(process.StandardOutput, output, limit.Token),
            CollectAsync(process.StandardError, error, limit.Token)
        );
        await FeedAsync(process.StandardInput, input);
        var commandLine = string.Join(' ', start.ArgumentList.SkipWhile(a => a != "--").Skip(1));
        try
        {
            await process.WaitForExitAsync(limit.Token);
            await Task.WhenAny(printed, Task.Delay(Aftermath, limit.Token));
            return new CommandResult(commandLine, process.ExitCode, Read(output), Read(error));
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw new LabException($"'{commandLine}' did not end in {Patience.TotalSeconds:0} s.");
        }
    }

    private static async Task CollectAsync(StreamReader from, StringBuilder into, CancellationToken cancel)
    {
        var buffer = new char[4096];
        try
        {
            while (await from.ReadAsync(buffer, cancel) is var count and > 0)
            {
                lock (into)
                {
                    into.Append(buffer, 0, count);
                }
            }
        }
        catch (Exception exception)
            when (exception is OperationCanceledException or ObjectDisposedException or IOException)
        {
            // What it left running still holds the pipe, and we have seen enough.
        }
    }

    private static string Read(StringBuilder text)
    {
        lock (text)
        {
            return text.ToString();
        }
    }

    private static async Task FeedAsync(StreamWriter input, string? text)
    {
        try
        {
            await input.WriteAsync(text);
            input.Close();
        }
        catch (IOException)
        {
            // It ended without reading; its exit code tells.
        }
    }
}
