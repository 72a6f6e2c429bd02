using System.Net;
using System.Net.Sockets;
using Holdfast.Lab.Hosts;

namespace Holdfast.Lab.Servers;

/// <summary>A TCP listener on a host, and the loop that serves it.</summary>
internal static class Listening
{
    public static Socket On(Host host, int port)
    {
        var socket = host.OpenSocket(AddressFamily.InterNetworkV6, SocketType.Stream, ProtocolType.Tcp);
        socket.DualMode = true;
        socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
        socket.Bind(new IPEndPoint(IPAddress.IPv6Any, port));
        socket.Listen(128);
        return socket;
    }

    /// <summary>Serves each connection until it ends, and returns when all are served after a cancellation.</summary>
    public static async Task ServeAsync(
        Socket listener,
        Func<Stream, CancellationToken, Task> serve,
        CancellationToken cancel
    )
    {
        var served = new List<Task>();
        try
        {
            while (true)
            {
                var socket = await listener.AcceptAsync(cancel);
                served.RemoveAll(task => task.IsCompleted);
                served.Add(ServeOneAsync(socket, serve, cancel));
            }
        }
        catch (Exception exception) when (IsEnd(exception))
        {
            await Task.WhenAll(served);
        }
    }

    internal static bool IsEnd(Exception exception) =>
        exception is OperationCanceledException or ObjectDisposedException or IOException or SocketException;

    private static async Task ServeOneAsync(
        Socket socket,
        Func<Stream, CancellationToken, Task> serve,
        CancellationToken cancel
    )
    {
        socket.NoDelay = true;
        await using var stream = new NetworkStream(socket, ownsSocket: true);
        try
        {
            await serve(stream, cancel);
        }
        catch (Exception exception) when (IsEnd(exception))
        {
            // The other side hung up, or the lab closes.
        }
    }
}
