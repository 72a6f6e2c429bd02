using System.Runtime.InteropServices;
using System.Text;

namespace Holdfast.Linux.Netlink;

/// <summary>
/// Builds one request: header, the family's fixed part, attributes. Too large an attribute or too deep a nest is a bug of ours and throws.
/// </summary>
internal sealed class NetlinkRequest
{
    /// <summary>Arbitrary limit, may be increased; the deepest request we make has four levels.</summary>
    public const int MaximumDepth = 8;

    private readonly Stack<int> _nests = new();
    private byte[] _buffer = new byte[256];

    public NetlinkRequest(ushort type, ushort flags)
    {
        Length = NetlinkMessage.HeaderLength;
        MemoryMarshal.Write(_buffer.AsSpan(4), type);
        MemoryMarshal.Write(_buffer.AsSpan(6), (ushort)(flags | NetlinkFlags.Request));
    }

    /// <summary>Bytes so far, padding included.</summary>
    public int Length { get; private set; }

    public NetlinkRequest Fixed<T>(T value)
        where T : unmanaged
    {
        MemoryMarshal.Write(Reserve(Marshal.SizeOf<T>()), value);
        return this;
    }

    public NetlinkRequest Attribute(ushort type, ReadOnlySpan<byte> value)
    {
        var length = NetlinkAttribute.HeaderLength + value.Length;
        var target = Reserve(length);
        MemoryMarshal.Write(target, checked((ushort)length));
        MemoryMarshal.Write(target[2..], type);
        value.CopyTo(target[NetlinkAttribute.HeaderLength..]);
        return this;
    }

    public NetlinkRequest Attribute<T>(ushort type, T number)
        where T : unmanaged => Attribute(type, MemoryMarshal.AsBytes(new ReadOnlySpan<T>(in number)));

    /// <summary>Text with the zero byte that the kernel expects behind it.</summary>
    public NetlinkRequest Text(ushort type, string text) => Attribute(type, Encoding.UTF8.GetBytes(text + '\0'));

    public NetlinkRequest BeginNest(ushort type)
    {
        if (_nests.Count == MaximumDepth)
        {
            throw new InvalidOperationException("Nested too deep.");
        }

        _nests.Push(Length);
        return Attribute((ushort)(type | NetlinkAttribute.NestedFlag), []);
    }

    public NetlinkRequest EndNest()
    {
        var start = _nests.Pop();
        MemoryMarshal.Write(_buffer.AsSpan(start), checked((ushort)(Length - start)));
        return this;
    }

    /// <summary>The finished message. Valid until the next write.</summary>
    public ReadOnlySpan<byte> Complete(uint sequence)
    {
        if (_nests.Count > 0)
        {
            throw new InvalidOperationException("A nest is still open.");
        }

        MemoryMarshal.Write(_buffer, (uint)Length);
        MemoryMarshal.Write(_buffer.AsSpan(8), sequence);
        return _buffer.AsSpan(0, Length);
    }

    private Span<byte> Reserve(int length)
    {
        var start = Length;
        var end = start + NetlinkAlignment.Up(length);
        if (end > _buffer.Length)
        {
            Array.Resize(ref _buffer, Math.Max(end, _buffer.Length * 2));
        }

        Length = end;
        return _buffer.AsSpan(start, length);
    }
}
