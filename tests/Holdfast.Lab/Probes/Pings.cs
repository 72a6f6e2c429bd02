using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using Holdfast.Lab.Hosts;

namespace Holdfast.Lab.Probes;

/// <summary>ICMP echo (RFC 792, RFC 4443): whoever has the address answers, and from it.</summary>
internal sealed class Pings : IQuestions
{
    private const int Header = 8;
    private const int Length = Header + sizeof(long);
    private static int _last;

    /// <summary>All pings of a host arrive at all sockets.</summary>
    private readonly ushort _id = (ushort)(Environment.ProcessId + (Interlocked.Increment(ref _last) << 10));
    private bool _isIPv4;

    public Socket Open(Host host, IPAddress target)
    {
        _isIPv4 = target.AddressFamily == AddressFamily.InterNetwork;
        var protocol = _isIPv4 ? ProtocolType.Icmp : ProtocolType.IcmpV6;
        var socket = host.OpenSocket(target.AddressFamily, SocketType.Raw, protocol);
        socket.Connect(new IPEndPoint(target, 0));
        return socket;
    }

    public byte[] Ask(long number)
    {
        var packet = new byte[Length];
        packet[0] = (byte)(_isIPv4 ? 8 : 128);
        BinaryPrimitives.WriteUInt16BigEndian(packet.AsSpan(4), _id);
        BinaryPrimitives.WriteUInt16BigEndian(packet.AsSpan(6), (ushort)number);
        BinaryPrimitives.WriteInt64BigEndian(packet.AsSpan(Header), number);
        if (_isIPv4)
        {
            // The kernel does it for ICMPv6.
            BinaryPrimitives.WriteUInt16BigEndian(packet.AsSpan(2), Checksum(packet));
        }

        return packet;
    }

    public long? Read(ReadOnlySpan<byte> packet)
    {
        // A raw socket of IPv4 gets the IP header too.
        var start = _isIPv4 && packet.Length > 0 ? (packet[0] & 0xf) * 4 : 0;
        return
            packet.Length >= start + Length
            && packet[start] == (_isIPv4 ? 0 : 129)
            && BinaryPrimitives.ReadUInt16BigEndian(packet[(start + 4)..]) == _id
            ? BinaryPrimitives.ReadInt64BigEndian(packet[(start + Header)..])
            : null;
    }

    private static ushort Checksum(ReadOnlySpan<byte> packet)
    {
        var sum = 0;
        for (var i = 0; i < packet.Length; i += 2)
        {
            sum += BinaryPrimitives.ReadUInt16BigEndian(packet[i..]);
        }

        sum = (sum & 0xffff) + (sum >> 16);
        return (ushort)~(sum + (sum >> 16));
    }
}
