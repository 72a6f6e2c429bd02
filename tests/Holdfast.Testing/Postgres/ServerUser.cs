using System.Diagnostics;

namespace Holdfast.Testing.Postgres;

/// <summary>PostgreSQL refuses to run as root; then its own user, which its package made, takes root's place.</summary>
internal static class ServerUser
{
    private const string Name = "postgres";

    /// <summary>The command that runs the program as the server's user.</summary>
    public static string[] Command(string program) =>
        Environment.IsPrivilegedProcess
            ? ["setpriv", $"--reuid={Name}", $"--regid={Name}", "--init-groups", "--", program]
            : [program];

    /// <summary>Makes the folder the server user's own.</summary>
    public static Task GiveAsync(string folder) =>
        Environment.IsPrivilegedProcess ? RunAsync(["chown", $"{Name}:{Name}", folder]) : Task.CompletedTask;

    public static Task RunAsync(string program, string[] arguments) => RunAsync([.. Command(program), .. arguments]);

    private static async Task RunAsync(string[] command)
    {
        var start = new ProcessStartInfo(command[0], command[1..])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            WorkingDirectory = "/",
        };
        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{command[0]} did not start.");
        var output = process.StandardOutput.ReadToEndAsync();
        var error = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{string.Join(' ', command)}: {error}{await output}");
        }
    }
}
