using System.Buffers.Binary;
using System.Net;
using Holdfast.Mesh.Members;

namespace Holdfast.Mesh.Messages;

/// <summary>Writes numbers and ids one behind the other. The target has to be long enough: what is written has known sizes.</summary>
internal ref struct ByteWriter(Span<byte> target)
{
    private readonly Span<byte> _target = target;

    public int Length { get; private set; }

    public void Byte(byte value) => Take(1)[0] = value;

    public void UInt16(ushort value) => BinaryPrimitives.WriteUInt16BigEndian(Take(2), value);

    public void UInt32(uint value) => BinaryPrimitives.WriteUInt32BigEndian(Take(4), value);

    public void UInt64(ulong value) => BinaryPrimitives.WriteUInt64BigEndian(Take(8), value);

    public void Bytes(ReadOnlySpan<byte> value) => value.CopyTo(Take(value.Length));

    public void Host(HostId value) => value.Write(Take(HostId.Length));

    public void Stamp(RecordStamp value)
    {
        UInt32(value.Incarnation);
        UInt32(value.Version);
    }

    /// <summary>16 bytes; an IPv4 address is mapped.</summary>
    public void Address(IPAddress value) => value.MapToIPv6().TryWriteBytes(Take(16), out _);

    private Span<byte> Take(int length)
    {
        var part = _target.Slice(Length, length);
        Length += length;
        return part;
    }
}
