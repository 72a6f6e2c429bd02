using System.Net;
using System.Net.Sockets;

namespace Holdfast.Mesh.Daemon;

/// <summary>Two sockets for datagrams: from machine to machine, and through the tunnel.</summary>
internal sealed class Sockets : IDisposable
{
    /// <summary>On the hosts' own addresses, the same for all.</summary>
    public const int InsidePort = 3219;

    /// <summary>Longer ones are cut off, and then do not open.</summary>
    private const int Longest = 1500;

    private readonly Socket _outside;
    private readonly Socket _inside;

    private Sockets(Socket outside, Socket inside) => (_outside, _inside) = (outside, inside);

    /// <exception cref="SocketException">Somebody else has a port, or an address is not there.</exception>
    public static Sockets Open(IPEndPoint outside, IPAddress inside)
    {
        var first = Bound(outside);
        try
        {
            return new Sockets(first, Bound(new IPEndPoint(inside, InsidePort)));
        }
        catch (SocketException)
        {
            first.Dispose();
            throw;
        }
    }

    public void SendOutside(byte[] datagram, IPEndPoint to)
    {
        var isSix = _outside.AddressFamily == AddressFamily.InterNetworkV6;
        Send(_outside, datagram, isSix ? new IPEndPoint(to.Address.MapToIPv6(), to.Port) : to);
    }

    public void SendInside(byte[] datagram, IPAddress to) => Send(_inside, datagram, new IPEndPoint(to, InsidePort));

    public Task ListenOutsideAsync(Action<byte[], IPEndPoint> heard, CancellationToken cancel) =>
        ListenAsync(_outside, heard, cancel);

    public Task ListenInsideAsync(Action<byte[], IPEndPoint> heard, CancellationToken cancel) =>
        ListenAsync(_inside, heard, cancel);

    public void Dispose()
    {
        _outside.Dispose();
        _inside.Dispose();
    }

    private static Socket Bound(IPEndPoint at)
    {
        var socket = new Socket(at.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
        try
        {
            if (at.Address.Equals(IPAddress.IPv6Any))
            {
                socket.DualMode = true;
            }

            socket.Bind(at);
            return socket;
        }
        catch (SocketException)
        {
            socket.Dispose();
            throw;
        }
    }

    private static void Send(Socket socket, byte[] datagram, IPEndPoint to)
    {
        try
        {
            socket.SendTo(datagram, to);
        }
        catch (SocketException)
        {
            // No way there at the moment: the probes notice, and one that cannot be reached is no reason to fail for the others.
        }
    }

    private static async Task ListenAsync(Socket socket, Action<byte[], IPEndPoint> heard, CancellationToken cancel)
    {
        var buffer = new byte[Longest];
        var anybody = new IPEndPoint(
            socket.AddressFamily == AddressFamily.InterNetwork ? IPAddress.Any : IPAddress.IPv6Any,
            0
        );
        while (!cancel.IsCancellationRequested)
        {
            try
            {
                var received = await socket.ReceiveFromAsync(buffer, SocketFlags.None, anybody, cancel);
                var source = (IPEndPoint)received.RemoteEndPoint;
                var address = source.Address.IsIPv4MappedToIPv6 ? source.Address.MapToIPv4() : source.Address;
                heard(buffer[..received.ReceivedBytes], new IPEndPoint(address, source.Port));
            }
            catch (OperationCanceledException)
            {
                return;
            }
            catch (SocketException)
            {
                // An ICMP error for something that was sent.
            }
        }
    }
}
