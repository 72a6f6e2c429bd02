using System.Buffers.Binary;
using System.Net;
using Holdfast.Mesh.Members;

namespace Holdfast.Mesh.Messages;

/// <summary>Reads numbers and ids one behind the other. What is not there is zero, and <see cref="IsBroken"/> says so ever after.</summary>
internal ref struct ByteReader(ReadOnlySpan<byte> source)
{
    private readonly ReadOnlySpan<byte> _source = source;
    private int _position;

    /// <summary>Something was not there, or was refused.</summary>
    public bool IsBroken { get; private set; }

    public readonly int Position => _position;

    public readonly bool AtEnd => _position == _source.Length;

    public byte Byte() => Take(1) is { Length: 1 } bytes ? bytes[0] : (byte)0;

    public ushort UInt16() => Take(2) is { Length: 2 } bytes ? BinaryPrimitives.ReadUInt16BigEndian(bytes) : (ushort)0;

    public uint UInt32() => Take(4) is { Length: 4 } bytes ? BinaryPrimitives.ReadUInt32BigEndian(bytes) : 0;

    public ulong UInt64() => Take(8) is { Length: 8 } bytes ? BinaryPrimitives.ReadUInt64BigEndian(bytes) : 0;

    public ReadOnlySpan<byte> Bytes(int length) => Take(length);

    public HostId Host() => Take(HostId.Length) is { Length: HostId.Length } bytes ? new HostId(bytes) : default;

    public RecordStamp Stamp() => new(UInt32(), UInt32());

    /// <summary>As it was before it was mapped.</summary>
    public IPAddress Address()
    {
        var bytes = Take(16);
        if (bytes.Length != 16)
        {
            return IPAddress.IPv6Any;
        }

        var address = new IPAddress(bytes);
        return address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
    }

    public void Refuse() => IsBroken = true;

    private ReadOnlySpan<byte> Take(int length)
    {
        if (IsBroken || _source.Length - _position < length)
        {
            IsBroken = true;
            return [];
        }

        _position += length;
        return _source.Slice(_position - length, length);
    }
}
