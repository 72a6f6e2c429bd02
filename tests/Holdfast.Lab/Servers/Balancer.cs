using System.Net;
using System.Net.Sockets;
using Holdfast.Lab.Hosts;

namespace Holdfast.Lab.Servers;

/// <summary>
/// A TCP balancer on a host: each connection goes to the next server in turn, or to the one after it when that does not answer. It
/// knows nothing of what it carries, and asks nobody whether he is well.
/// </summary>
public sealed class Balancer : IAsyncDisposable
{
    private readonly CancellationTokenSource stop = new();
    private readonly Host host;
    private readonly IReadOnlyList<IPEndPoint> servers;
    private readonly Socket listener;
    private readonly Task work;
    private int turn;

    private Balancer(Host host, int port, IReadOnlyList<IPEndPoint> servers)
    {
        (this.host, this.servers) = (host, servers);
        listener = Listening.On(host, port);
        work = Listening.ServeAsync(listener, CarryAsync, stop.Token);
    }

    public static Balancer Start(Host host, int port, params IReadOnlyList<IPEndPoint> servers) =>
        new(host, port, servers);

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        listener.Dispose();
        await work;
        stop.Dispose();
    }

    private async Task CarryAsync(Stream client, CancellationToken cancel)
    {
        using var socket = await ConnectAsync(cancel);
        await using var server = new NetworkStream(socket, ownsSocket: false);
        // The end of either side is the end of both.
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var (up, down) = (client.CopyToAsync(server, over.Token), server.CopyToAsync(client, over.Token));
        await Task.WhenAny(up, down);
        await over.CancelAsync();
        await Task.WhenAll(up, down).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task<Socket> ConnectAsync(CancellationToken cancel)
    {
        var first = Interlocked.Increment(ref turn);
        for (var i = 0; ; i++)
        {
            try
            {
                return await host.ConnectAsync(servers[(first + i) % servers.Count], cancel);
            }
            catch (SocketException) when (i + 1 < servers.Count)
            {
                // The next one then.
            }
        }
    }
}
