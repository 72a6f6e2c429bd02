using System.Net;
using System.Net.Sockets;
using Holdfast.Lab.Hosts;

namespace Holdfast.Lab.Servers;

/// <summary>Sends back what it gets, over UDP and TCP, IPv4 and IPv6, on port 7 of a host (RFC 862).</summary>
public sealed class EchoServer : IAsyncDisposable
{
    public const int Port = 7;
    private readonly CancellationTokenSource stop = new();
    private readonly Socket datagrams;
    private readonly Socket listener;
    private readonly Task work;

    private EchoServer(Host host)
    {
        datagrams = host.OpenSocket(AddressFamily.InterNetworkV6, SocketType.Dgram, ProtocolType.Udp);
        datagrams.DualMode = true;
        datagrams.Bind(new IPEndPoint(IPAddress.IPv6Any, Port));
        listener = Listening.On(host, Port);
        work = Task.WhenAll(EchoDatagramsAsync(), Listening.ServeAsync(listener, EchoStreamAsync, stop.Token));
    }

    public static EchoServer Start(Host host) => new(host);

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        datagrams.Dispose();
        listener.Dispose();
        await work;
        stop.Dispose();
    }

    private async Task EchoDatagramsAsync()
    {
        var buffer = new byte[65536];
        var anyone = new IPEndPoint(IPAddress.IPv6Any, 0);
        while (!stop.IsCancellationRequested)
        {
            try
            {
                var received = await datagrams.ReceiveFromAsync(buffer, anyone, stop.Token);
                await datagrams.SendToAsync(
                    buffer.AsMemory(0, received.ReceivedBytes),
                    received.RemoteEndPoint,
                    stop.Token
                );
            }
            catch (SocketException)
            {
                // The asker is gone, or cannot be reached at the moment.
            }
            catch (Exception exception) when (exception is OperationCanceledException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    private static async Task EchoStreamAsync(Stream stream, CancellationToken cancel) =>
        await stream.CopyToAsync(stream, cancel);
}
