using System.Diagnostics;

namespace Holdfast.Node.Tests.Running;

/// <summary>Runs programs of the system.</summary>
internal static class Shell
{
    /// <returns>What it printed.</returns>
    public static async Task<string> RunAsync(params string[] command)
    {
        using var process = Start(command);
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(process.ExitCode == 0, $"{string.Join(' ', command)}: {await errors}");
        return await output;
    }

    public static Process Start(params string[] command)
    {
        var info = new ProcessStartInfo(command[0])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        foreach (var argument in command.Skip(1))
        {
            info.ArgumentList.Add(argument);
        }

        return Process.Start(info)!;
    }
}
