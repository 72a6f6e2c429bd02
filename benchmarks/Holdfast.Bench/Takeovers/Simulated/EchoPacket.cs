using System.Buffers.Binary;
using System.Net;

namespace Holdfast.Bench.Takeovers.Simulated;

/// <summary>A question to an echo server inside, as a packet of a client: IPv4 (RFC 791) and UDP (RFC 768) with nothing in it.</summary>
internal static class EchoPacket
{
    private const int Length = 28;
    private const ushort Port = 7;
    private const byte Udp = 17;

    /// <summary>WireGuard pads to multiples of 16.</summary>
    private const int Padded = 32;

    public static byte[] Question(IPAddress from, IPAddress to)
    {
        var packet = new byte[Padded];
        packet[0] = 0x45;
        BinaryPrimitives.WriteUInt16BigEndian(packet.AsSpan(2), Length);
        (packet[8], packet[9]) = (64, Udp);
        from.TryWriteBytes(packet.AsSpan(12), out _);
        to.TryWriteBytes(packet.AsSpan(16), out _);
        BinaryPrimitives.WriteUInt16BigEndian(packet.AsSpan(10), Checksum(packet.AsSpan(0, 20)));
        BinaryPrimitives.WriteUInt16BigEndian(packet.AsSpan(20), Port + 40_000);
        BinaryPrimitives.WriteUInt16BigEndian(packet.AsSpan(22), Port);
        BinaryPrimitives.WriteUInt16BigEndian(packet.AsSpan(24), 8);
        return packet;
    }

    public static bool IsAnswer(ReadOnlySpan<byte> packet) =>
        packet.Length >= Length && packet[9] == Udp && BinaryPrimitives.ReadUInt16BigEndian(packet[20..]) == Port;

    /// <summary>RFC 1071.</summary>
    private static ushort Checksum(ReadOnlySpan<byte> header)
    {
        var sum = 0u;
        for (var i = 0; i < header.Length; i += 2)
        {
            sum += BinaryPrimitives.ReadUInt16BigEndian(header[i..]);
        }

        sum = (sum & 0xFFFF) + (sum >> 16);
        return (ushort)~(sum + (sum >> 16));
    }
}
