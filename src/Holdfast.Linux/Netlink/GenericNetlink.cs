using System.Runtime.InteropServices;

namespace Holdfast.Linux.Netlink;

/// <summary>Generic netlink: families that the kernel numbers when they are loaded (linux/genetlink.h).</summary>
internal static class GenericNetlink
{
    /// <summary>Command, version and two reserved bytes stand before the attributes.</summary>
    public const int HeaderLength = 4;

    private const ushort ControlFamily = 16;
    private const byte ControlVersion = 1;
    private const byte GetFamily = 3;
    private const ushort FamilyIdAttribute = 1;
    private const ushort FamilyNameAttribute = 2;

    public static NetlinkRequest Request(ushort family, byte command, byte version, ushort flags) =>
        new NetlinkRequest(family, flags).Fixed(new Header(command, version));

    /// <summary>The number of a family, which loads its module if need be; null when the kernel does not have it.</summary>
    public static ushort? FindFamily(NetlinkSocket socket, string name)
    {
        var request = Request(ControlFamily, GetFamily, ControlVersion, NetlinkFlags.Acknowledge);
        request.Text(FamilyNameAttribute, name);
        ushort? family = null;
        return socket.TryExecute(
            request,
            [Interop.Errno.NoSuchEntry],
            message => family = ReadFamily(message.Payload) ?? family
        )
            ? family
            : null;
    }

    /// <summary>The attributes behind the generic header; nothing when the payload is shorter than that.</summary>
    public static NetlinkAttributeReader Attributes(ReadOnlySpan<byte> payload) =>
        new(payload.Length < HeaderLength ? default : payload[HeaderLength..]);

    internal static ushort? ReadFamily(ReadOnlySpan<byte> payload)
    {
        var attributes = Attributes(payload);
        while (attributes.MoveNext())
        {
            if (attributes.Current.Type == FamilyIdAttribute && attributes.Current.TryRead(out ushort family))
            {
                return family;
            }
        }

        return null;
    }

    [StructLayout(LayoutKind.Sequential)]
    private readonly record struct Header(byte Command, byte Version, ushort Reserved = 0);
}
