using System.Buffers.Binary;

namespace Holdfast.Failover.Heartbeat;

/// <summary>The Internet checksum (RFC 1071) of a VRRP message, with what <see cref="ChecksumKind"/> puts before it.</summary>
internal static class VrrpChecksum
{
    /// <param name="message">Its checksum field must be 0.</param>
    public static ushort Of(ReadOnlySpan<byte> message, PacketPath path, ChecksumKind kind) =>
        (ushort)~Fold(Sum(message) + Before(message.Length, path, kind));

    /// <summary>True when any of the variants that the family and the carrier allow is right.</summary>
    public static bool Accepts(ReadOnlySpan<byte> message, PacketPath path)
    {
        var sum = Sum(message);
        return path is { Family: IpFamily.V6 } || path.Carrier == Carrier.Udp
            ? IsRight(sum, message.Length, path, ChecksumKind.Message)
            : IsRight(sum, message.Length, path, ChecksumKind.Message)
                || IsRight(sum, message.Length, path, ChecksumKind.PseudoHeader)
                || IsRight(sum, message.Length, path, ChecksumKind.MulticastPseudoHeader);
    }

    private static bool IsRight(uint sum, int length, PacketPath path, ChecksumKind kind) =>
        Fold(sum + Before(length, path, kind)) == 0xffff;

    /// <summary>The sum of the pseudo-header, 0 when there is none.</summary>
    private static uint Before(int length, PacketPath path, ChecksumKind kind) =>
        path switch
        {
            { Carrier: Carrier.Udp } => 0,
            { Family: IpFamily.V6 } => Pseudo(path.Source, path.Destination, length),
            _ when kind == ChecksumKind.PseudoHeader => Pseudo(path.Source, path.Destination, length),
            _ when kind == ChecksumKind.MulticastPseudoHeader => Pseudo(path.Source, VrrpFormat.MulticastV4, length),
            _ => 0,
        };

    /// <summary>RFC 8200 section 8.1; for IPv4 the same without the padding, which adds nothing.</summary>
    private static uint Pseudo(ReadOnlySpan<byte> source, ReadOnlySpan<byte> destination, int length) =>
        Sum(source) + Sum(destination) + (uint)length + VrrpFormat.ProtocolNumber;

    private static uint Sum(ReadOnlySpan<byte> bytes)
    {
        uint sum = 0;
        for (; bytes.Length > 1; bytes = bytes[2..])
        {
            sum += BinaryPrimitives.ReadUInt16BigEndian(bytes);
        }

        return bytes.IsEmpty ? sum : sum + ((uint)bytes[0] << 8);
    }

    private static ushort Fold(uint sum)
    {
        sum = (sum & 0xffff) + (sum >> 16);
        return (ushort)(sum + (sum >> 16));
    }
}
