using System.Buffers.Binary;

namespace Holdfast.Node.WireGuardTcp;

/// <summary>
/// Datagrams in a stream, <c>UoTLV/1</c>: two bytes of length, most significant first, then that many bytes. Total: any stream
/// is a sequence of datagrams; a length of 0 is an empty datagram, which is skipped.
/// </summary>
internal static class DatagramFramer
{
    public const int HeaderLength = 2;

    public const int MaximumDatagram = ushort.MaxValue;

    /// <summary>A buffer of this size always has room for one whole frame.</summary>
    public const int MaximumFrame = HeaderLength + MaximumDatagram;

    /// <summary>Takes the first whole datagram off <paramref name="stream"/>.</summary>
    /// <returns>False: there is no whole one yet; the rest stays.</returns>
    public static bool TryTake(ref ReadOnlyMemory<byte> stream, out ReadOnlyMemory<byte> datagram)
    {
        datagram = default;
        if (stream.Length < HeaderLength)
        {
            return false;
        }

        var length = BinaryPrimitives.ReadUInt16BigEndian(stream.Span);
        if (stream.Length < HeaderLength + length)
        {
            return false;
        }

        datagram = stream.Slice(HeaderLength, length);
        stream = stream[(HeaderLength + length)..];
        return true;
    }

    /// <summary>Writes the length of a datagram that stands, or will stand, behind it.</summary>
    public static void WriteHeader(Span<byte> frame, int length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, MaximumDatagram);
        BinaryPrimitives.WriteUInt16BigEndian(frame, (ushort)length);
    }
}
