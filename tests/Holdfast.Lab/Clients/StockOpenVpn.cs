using Holdfast.Lab.Hosts;
using Holdfast.Lab.Programs;

namespace Holdfast.Lab.Clients;

/// <summary>The OpenVPN client that everybody has.</summary>
public sealed class StockOpenVpn : IAsyncDisposable
{
    /// <summary>What it prints when traffic can flow.</summary>
    public const string Completed = "Initialization Sequence Completed";

    private readonly Host host;

    private StockOpenVpn(Host host, RunningProgram program)
    {
        this.host = host;
        Program = program;
    }

    public RunningProgram Program { get; }

    /// <summary>Starts it with a configuration, without waiting.</summary>
    /// <param name="configuration">Text of an <c>.ovpn</c>.</param>
    /// <param name="more">Arguments behind it.</param>
    public static async Task<StockOpenVpn> StartAsync(Host host, string configuration, params IEnumerable<string> more)
    {
        const string File = "/run/lab/client.ovpn";
        await System.IO.File.WriteAllTextAsync(host.FromOutside(File), configuration + "\n");
        return new StockOpenVpn(host, host.Start("openvpn", ["openvpn", "--config", File, .. more]));
    }

    /// <summary>Starts it, and waits until it is connected.</summary>
    public static async Task<StockOpenVpn> UpAsync(Host host, string configuration, TimeSpan deadline)
    {
        var client = await StartAsync(host, configuration);
        try
        {
            await client.WaitForConnectionAsync(deadline);
            return client;
        }
        catch
        {
            await client.Program.DisposeAsync();
            throw;
        }
    }

    /// <param name="from">Lines of its output to pass over: what it printed about connections before.</param>
    public async Task WaitForConnectionAsync(TimeSpan deadline, int from = 0)
    {
        await Program.WaitForLineAsync(Completed, deadline, from);
        host.Story.Tell(host.Name, "openvpn is connected");
    }

    public async ValueTask DisposeAsync()
    {
        if (!Program.HasEnded)
        {
            host.Story.Tell(host.Name, "openvpn stops");
            await Program.StopAsync();
        }
    }
}
