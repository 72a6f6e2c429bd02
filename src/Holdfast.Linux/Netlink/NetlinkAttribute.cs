using System.Runtime.InteropServices;
using System.Text;

namespace Holdfast.Linux.Netlink;

/// <summary>One attribute: a type and bytes whose meaning depends on the type. Numbers are in the machine's own byte order.</summary>
internal readonly ref struct NetlinkAttribute(ushort type, ReadOnlySpan<byte> value)
{
    public const int HeaderLength = 4;

    /// <summary>The value is itself a list of attributes (<c>NLA_F_NESTED</c>).</summary>
    public const ushort NestedFlag = 0x8000;

    /// <summary>The type without the two flag bits.</summary>
    public const ushort TypeMask = 0x3fff;

    public ushort Type { get; } = type;

    public ReadOnlySpan<byte> Value { get; } = value;

    /// <summary>The attributes inside; what is none of these makes the reader <see cref="NetlinkAttributeReader.Malformed"/>.</summary>
    public NetlinkAttributeReader Nested => new(Value);

    /// <summary>A number of exactly its own width; anything else is not that number.</summary>
    public bool TryRead<T>(out T number)
        where T : unmanaged
    {
        number = default;
        return Value.Length == Marshal.SizeOf<T>() && MemoryMarshal.TryRead(Value, out number);
    }

    /// <summary>Text up to its terminating zero byte, or to the end where there is none.</summary>
    public string ReadText()
    {
        var end = Value.IndexOf((byte)0);
        return Encoding.UTF8.GetString(end < 0 ? Value : Value[..end]);
    }
}
