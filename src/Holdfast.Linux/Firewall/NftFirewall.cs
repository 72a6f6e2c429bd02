using Holdfast.Linux.Processes;

namespace Holdfast.Linux.Firewall;

/// <summary>Gives scripts to <c>nft -f -</c>, which makes one netlink transaction of them.</summary>
public sealed class NftFirewall(ProgramRunner programs) : IFirewall
{
    private const string Missing = "No such file or directory";
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);

    public async Task ApplyAsync(string script, CancellationToken cancel)
    {
        var run = new ProgramRun("nft", "-f", "-") { Input = script, Timeout = Timeout };
        var result = await RunAsync(run, cancel);
        if (!result.Succeeded)
        {
            throw new FirewallException(Reason(result));
        }
    }

    public async Task<string?> ReadTableAsync(string name, CancellationToken cancel)
    {
        var run = new ProgramRun("nft", "-a", "list", "table", "inet", name)
        {
            Timeout = Timeout,
            OutputLimit = 16 * 1024 * 1024,
        };
        var result = await RunAsync(run, cancel);
        if (result.Succeeded)
        {
            return result.Output;
        }

        return result.Error.Contains(Missing, StringComparison.Ordinal)
            ? null
            : throw new FirewallException(Reason(result));
    }

    private async Task<ProgramResult> RunAsync(ProgramRun run, CancellationToken cancel)
    {
        try
        {
            return await programs.RunAsync(run, cancel);
        }
        catch (FileNotFoundException missing)
        {
            throw new FirewallException(missing.Message);
        }
    }

    private static string Reason(ProgramResult result) =>
        result.TimedOut ? $"nft did not end within {Timeout.TotalSeconds:0} s."
        : result.Error.Length > 0 ? result.Error.Trim()
        : $"nft ended with code {result.ExitCode}.";
}
