using Holdfast.Lab.Hosts;
using Holdfast.Lab.Waiting;

namespace Holdfast.Lab.Clients;

/// <summary>The WireGuard client that everybody has: wg-quick, with wireguard-go where the kernel has none.</summary>
public sealed class StockWireGuard : IAsyncDisposable
{
    private readonly Host host;
    private readonly string file;

    private StockWireGuard(Host host, string name, string file)
    {
        this.host = host;
        Interface = name;
        this.file = file;
    }

    public string Interface { get; }

    /// <summary>Brings a configuration up.</summary>
    /// <param name="configuration">Text of a <c>.conf</c>, with its private key.</param>
    public static async Task<StockWireGuard> UpAsync(Host host, string configuration, string name = "wg0")
    {
        var path = $"/run/lab/{name}.conf";
        await File.WriteAllTextAsync(host.FromOutside(path), configuration + "\n");
        await host.RunAsync("wg-quick", "up", path);
        host.Story.Tell(host.Name, "wg-quick up");
        return new StockWireGuard(host, name, path);
    }

    /// <summary>Seconds since 1970 of the last handshake; 0: none.</summary>
    public async Task<long> LastHandshakeAsync()
    {
        var line = await host.RunAsync("wg", "show", Interface, "latest-handshakes");
        return long.Parse(line.Split('\t')[1], System.Globalization.CultureInfo.InvariantCulture);
    }

    /// <summary>Waits for a handshake. Something has to want to be sent, or the configuration needs a keepalive.</summary>
    public Task<TimeSpan> WaitForHandshakeAsync(TimeSpan deadline) =>
        Wait.UntilAsync("a WireGuard handshake", deadline, async () => await LastHandshakeAsync() > 0);

    public async ValueTask DisposeAsync()
    {
        host.Story.Tell(host.Name, "wg-quick down");
        await host.RunAsync("wg-quick", "down", file);
    }
}
