using System.Diagnostics;
using Holdfast.Linux.Firewall;

namespace Holdfast.Node.Tests.Firewall;

/// <summary>nft itself, in a namespace.</summary>
internal sealed class NamespacedFirewall(string host) : IFirewall
{
    public int Applied { get; private set; }

    public async Task ApplyAsync(string script, CancellationToken cancel)
    {
        var (code, output) = await RunAsync(script, "-f", "-");
        if (code != 0)
        {
            throw new FirewallException(output);
        }

        Applied++;
    }

    public async Task<string?> ReadTableAsync(string name, CancellationToken cancel)
    {
        var (code, output) = await RunAsync("", "-a", "list", "table", "inet", name);
        return code == 0 ? output : null;
    }

    private async Task<(int Code, string Output)> RunAsync(string input, params string[] arguments)
    {
        var start = new ProcessStartInfo("ip", ["netns", "exec", host, "nft", .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        var error = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, output + await error);
    }
}
