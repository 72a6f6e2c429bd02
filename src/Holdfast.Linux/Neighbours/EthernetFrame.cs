using System.Buffers.Binary;

namespace Holdfast.Linux.Neighbours;

/// <summary>What all frames begin with: destination, source, type.</summary>
internal static class EthernetFrame
{
    public const int HeaderLength = 14;
    public const int MacLength = 6;
    public const ushort Arp = 0x0806;
    public const ushort IPv6 = 0x86dd;

    /// <summary>Shorter ones are padded with zeros.</summary>
    public const int ShortestLength = 60;

    public static readonly byte[] Everybody = [0xff, 0xff, 0xff, 0xff, 0xff, 0xff];

    public static void WriteHeader(
        Span<byte> frame,
        ReadOnlySpan<byte> destination,
        ReadOnlySpan<byte> source,
        ushort type
    )
    {
        destination.CopyTo(frame);
        source.CopyTo(frame[MacLength..]);
        BinaryPrimitives.WriteUInt16BigEndian(frame[(2 * MacLength)..], type);
    }
}
