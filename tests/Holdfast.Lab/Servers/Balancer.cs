using System.Net;
using System.Net.Sockets;
using Holdfast.Lab.Hosts;

namespace Holdfast.Lab.Servers;

/// <summary>
/// A TCP balancer on a host: each connection goes to the next server in turn, or to the one after it when that does not answer. It
/// knows nothing of what it carries. It asks nobody whether he is well, unless it is told to.
/// </summary>
public sealed class Balancer : IAsyncDisposable
{
    private static readonly TimeSpan CheckEvery = TimeSpan.FromMilliseconds(500);

    /// <summary>For a connection and for a check: a server that takes longer is none.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(1.5);

    private readonly CancellationTokenSource stop = new();
    private readonly IReadOnlyList<BalancedServer> servers;
    private readonly Socket listener;
    private Task work;
    private int turn;

    private Balancer(Host host, int port, IEnumerable<IPEndPoint> servers)
    {
        this.servers = [.. servers.Select(address => new BalancedServer(host, address))];
        listener = Listening.On(host, port);
        work = Listening.ServeAsync(listener, CarryAsync, stop.Token);
    }

    public static Balancer Start(Host host, int port, params IReadOnlyList<IPEndPoint> servers) =>
        new(host, port, servers);

    /// <summary>From now on it looks whether each server answers by TLS, and cuts the connections to one that does not.</summary>
    /// <param name="name">What the servers' certificate is for; the host has to trust it.</param>
    public Balancer Checking(string name)
    {
        var watches = servers.Select(server => server.WatchAsync(name, CheckEvery, Longest, stop.Token));
        work = Task.WhenAll([work, .. watches]);
        return this;
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        listener.Dispose();
        await work;
        foreach (var server in servers)
        {
            server.Dispose();
        }

        stop.Dispose();
    }

    private async Task CarryAsync(Stream client, CancellationToken cancel)
    {
        var (target, socket) = await ConnectAsync(cancel);
        using var connection = socket;
        await using var server = new NetworkStream(socket, ownsSocket: false);
        // The end of either side is the end of both.
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancel, target.Up);
        var (up, down) = (client.CopyToAsync(server, over.Token), server.CopyToAsync(client, over.Token));
        await Task.WhenAny(up, down);
        await over.CancelAsync();
        await Task.WhenAll(up, down).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <summary>Those that are up, in turn; when none is, all of them, as nothing is to be lost by it.</summary>
    private async Task<(BalancedServer Server, Socket Socket)> ConnectAsync(CancellationToken cancel)
    {
        var first = Interlocked.Increment(ref turn);
        List<BalancedServer> inTurn = [.. servers.Select((_, i) => servers[(first + i) % servers.Count])];
        List<BalancedServer> up = inTurn.FindAll(server => server.IsUp);
        foreach (var server in up.Count > 0 ? up : inTurn)
        {
            try
            {
                return (server, await server.ConnectAsync(Longest, cancel));
            }
            catch (Exception e)
                when (e is SocketException || (e is OperationCanceledException && !cancel.IsCancellationRequested))
            {
                // The next one then.
            }
        }

        throw new IOException("No server answers.");
    }
}
