using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using Holdfast.Failover.Heartbeat;
using Holdfast.Linux.Heartbeats;

namespace Holdfast.Failover.Agent;

/// <summary>Heartbeats in UDP datagrams, for networks that let nothing else through.</summary>
internal sealed class UdpPath : IHeartbeatPath
{
    private const int LongestPacket = 2048;
    private readonly Socket _socket;
    private readonly int _port;
    private readonly byte[] _buffer = new byte[LongestPacket];
    private readonly SocketAddress _sender;
    private readonly byte[] _own;
    private readonly byte[] _from;

    private UdpPath(Socket socket, IPEndPoint own, IReadOnlyList<IPAddress> peers, int port)
    {
        (_socket, _port, Source, Destinations) = (socket, port, own.Address, peers);
        _sender = own.Serialize();
        _own = own.Address.GetAddressBytes();
        _from = new byte[_own.Length];
    }

    public Carrier Carrier => Carrier.Udp;

    public IPAddress Source { get; }

    public IReadOnlyList<IPAddress> Destinations { get; }

    internal EndPoint LocalEndPoint => _socket.LocalEndPoint!;

    public SafeHandle Descriptor => _socket.SafeHandle;

    /// <param name="port">Of the others; null: the same as ours.</param>
    /// <exception cref="SocketException">The address is not this machine's, or the port is taken.</exception>
    public static UdpPath Open(IPEndPoint own, IReadOnlyList<IPAddress> peers, int? port = null)
    {
        var socket = new Socket(own.AddressFamily, SocketType.Dgram, ProtocolType.Udp) { Blocking = false };
        try
        {
            socket.Bind(own);
            return new UdpPath(socket, own, peers, port ?? own.Port);
        }
        catch (SocketException)
        {
            socket.Dispose();
            throw;
        }
    }

    public bool TrySend(ReadOnlySpan<byte> packet, IPAddress destination)
    {
        try
        {
            return _socket.SendTo(packet, new IPEndPoint(destination, _port)) == packet.Length;
        }
        catch (SocketException)
        {
            // No route, a full queue, or a port unreachable that came back for the one before.
            return false;
        }
    }

    public bool TryReceive(out ReceivedPacket packet)
    {
        packet = default;
        try
        {
            if (!_socket.Poll(0, SelectMode.SelectRead))
            {
                return false;
            }

            var length = _socket.ReceiveFrom(_buffer, SocketFlags.None, _sender);
            ((IPEndPoint)new IPEndPoint(Source, 0).Create(_sender)).Address.TryWriteBytes(_from, out _);
            packet = new ReceivedPacket(_buffer.AsSpan(0, length), _from, _own, hopLimit: 0);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    public void Dispose() => _socket.Dispose();
}
