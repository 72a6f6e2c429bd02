using System.ComponentModel;
using Holdfast.Linux.Processes;

namespace Holdfast.Mesh.Daemon;

/// <summary>Commands of the administrator's, which know the interface as <c>IFNAME</c>, as those of VpnCloud do.</summary>
/// <param name="longest">It is ended when it takes longer.</param>
internal sealed class ShellCommand(string command, string device, TimeSpan longest, TimeProvider time)
{
    private readonly ProgramRunner _programs = new(time);

    /// <param name="arguments">The command knows them as <c>$1</c>, <c>$2</c>…</param>
    /// <returns>Why it failed; null: it did not.</returns>
    public async Task<string?> RunAsync(IReadOnlyList<string> arguments, CancellationToken cancel)
    {
        var run = new ProgramRun("sh", ["-c", $"export IFNAME=\"$0\"\n{command}", device, .. arguments])
        {
            Timeout = longest,
            OutputLimit = 200,
        };
        try
        {
            var result = await _programs.RunAsync(run, cancel);
            return result.TimedOut ? $"It takes longer than {longest.TotalSeconds} s."
                : result.ExitCode == 0 ? null
                : $"It ended with {result.ExitCode}. {result.Error}".Trim();
        }
        catch (Exception e) when (e is IOException or Win32Exception)
        {
            return e.Message;
        }
    }
}
