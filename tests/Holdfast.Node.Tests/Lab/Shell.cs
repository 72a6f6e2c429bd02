using System.Diagnostics;

namespace Holdfast.Node.Tests.Lab;

/// <summary>Runs a program to its end.</summary>
internal static class Shell
{
    public static async Task<string> RunAsync(params string[] command)
    {
        var (code, output) = await TryAsync(command);
        return code == 0 ? output : throw new InvalidOperationException($"{string.Join(' ', command)}: {output}");
    }

    public static async Task<(int Code, string Output)> TryAsync(params string[] command)
    {
        using var process = Process.Start(
            new ProcessStartInfo(command[0], command[1..])
            {
                UseShellExecute = false,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            }
        )!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output + await error);
    }
}
