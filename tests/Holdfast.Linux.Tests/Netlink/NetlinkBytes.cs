using System.Runtime.InteropServices;

namespace Holdfast.Linux.Tests.Netlink;

/// <summary>Messages and attributes made by hand, also wrong ones.</summary>
internal static class NetlinkBytes
{
    public static byte[] Message(ushort type, ushort flags, uint sequence, byte[] payload, int? length = null)
    {
        var bytes = new byte[16 + payload.Length];
        MemoryMarshal.Write(bytes, (uint)(length ?? bytes.Length));
        MemoryMarshal.Write(bytes.AsSpan(4), type);
        MemoryMarshal.Write(bytes.AsSpan(6), flags);
        MemoryMarshal.Write(bytes.AsSpan(8), sequence);
        payload.CopyTo(bytes, 16);
        return bytes;
    }

    /// <summary>With its padding.</summary>
    public static byte[] Attribute(int type, byte[] value, int? length = null)
    {
        var bytes = new byte[(4 + value.Length + 3) & ~3];
        MemoryMarshal.Write(bytes, (ushort)(length ?? 4 + value.Length));
        MemoryMarshal.Write(bytes.AsSpan(2), (ushort)type);
        value.CopyTo(bytes, 4);
        return bytes;
    }

    public static byte[] Attribute<T>(int type, T number)
        where T : unmanaged => Attribute(type, MemoryMarshal.AsBytes(new ReadOnlySpan<T>(in number)).ToArray());

    public static byte[] Nest(int type, params byte[][] attributes) => Attribute(type | 0x8000, Join(attributes));

    public static byte[] Number<T>(T number)
        where T : unmanaged => MemoryMarshal.AsBytes(new ReadOnlySpan<T>(in number)).ToArray();

    public static byte[] Join(params byte[][] parts) => [.. parts.SelectMany(part => part)];
}
