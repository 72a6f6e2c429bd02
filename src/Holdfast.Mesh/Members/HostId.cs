using System.Buffers.Binary;

namespace Holdfast.Mesh.Members;

/// <summary>Who a host is: its Ed25519 public key (RFC 8032), 32 bytes. Ordered, so that all members break ties alike.</summary>
public readonly record struct HostId : IComparable<HostId>
{
    public const int Length = 32;

    private const int ShownBytes = 4;
    private readonly UInt128 _high;
    private readonly UInt128 _low;

    /// <param name="bytes">32.</param>
    public HostId(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length != Length)
        {
            throw new ArgumentException("The id of a host has 32 bytes.", nameof(bytes));
        }

        _high = BinaryPrimitives.ReadUInt128BigEndian(bytes);
        _low = BinaryPrimitives.ReadUInt128BigEndian(bytes[16..]);
    }

    /// <summary>The first 8 bytes: what a datagram says of its sender.</summary>
    public ulong Hint => (ulong)(_high >> 64);

    public static bool operator <(HostId left, HostId right) => left.CompareTo(right) < 0;

    public static bool operator >(HostId left, HostId right) => left.CompareTo(right) > 0;

    public static bool operator <=(HostId left, HostId right) => left.CompareTo(right) <= 0;

    public static bool operator >=(HostId left, HostId right) => left.CompareTo(right) >= 0;

    public void Write(Span<byte> target)
    {
        BinaryPrimitives.WriteUInt128BigEndian(target, _high);
        BinaryPrimitives.WriteUInt128BigEndian(target[16..], _low);
    }

    public byte[] ToArray()
    {
        var bytes = new byte[Length];
        Write(bytes);
        return bytes;
    }

    public int CompareTo(HostId other) =>
        _high.CompareTo(other._high) is not 0 and var high ? high : _low.CompareTo(other._low);

    /// <summary>The first 8 hexadecimal digits: enough to tell the members of one mesh apart.</summary>
    public override string ToString() => Convert.ToHexStringLower(ToArray().AsSpan(0, ShownBytes));
}
