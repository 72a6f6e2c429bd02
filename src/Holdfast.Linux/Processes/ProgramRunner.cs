using System.Diagnostics;

namespace Holdfast.Linux.Processes;

/// <summary>Runs small tools to their end.</summary>
public sealed class ProgramRunner(TimeProvider time)
{
    /// <exception cref="FileNotFoundException">It is not installed.</exception>
    public async Task<ProgramResult> RunAsync(ProgramRun run, CancellationToken cancel)
    {
        using var process = Start(run);
        using var timeout = new CancellationTokenSource(run.Timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancel, timeout.Token);
        try
        {
            return await FinishAsync(process, run, either.Token);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return new ProgramResult(137, "", "", TimedOut: true);
        }
        finally
        {
            await KillAsync(process);
        }
    }

    private static Process Start(ProgramRun run)
    {
        var info = new ProcessStartInfo(Executables.Require(run.Program), run.Arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        // What tools print is read by us, so it is in one language.
        info.Environment["LC_ALL"] = "C";
        return Process.Start(info) ?? throw new IOException($"{run.Program} did not start.");
    }

    /// <summary>All three streams at once, so that neither side waits for the other for ever.</summary>
    private static async Task<ProgramResult> FinishAsync(Process process, ProgramRun run, CancellationToken cancel)
    {
        var output = BoundedText.ReadAsync(process.StandardOutput, run.OutputLimit, cancel);
        var error = BoundedText.ReadAsync(process.StandardError, run.OutputLimit, cancel);
        var input = WriteInputAsync(process.StandardInput, run.Input, cancel);
        await Task.WhenAll(output, error, input);
        await process.WaitForExitAsync(cancel);
        return new ProgramResult(process.ExitCode, await output, await error, TimedOut: false);
    }

    private static async Task WriteInputAsync(StreamWriter writer, string input, CancellationToken cancel)
    {
        try
        {
            await writer.WriteAsync(input.AsMemory(), cancel);
            writer.Close();
        }
        catch (IOException)
        {
            // It did not want to read all of it; its exit code tells the rest.
        }
    }

    private static async Task KillAsync(Process process)
    {
        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(CancellationToken.None);
        }
    }
}
