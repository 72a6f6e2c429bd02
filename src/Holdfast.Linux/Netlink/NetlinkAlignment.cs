namespace Holdfast.Linux.Netlink;

/// <summary>Messages and attributes begin at multiples of four bytes.</summary>
internal static class NetlinkAlignment
{
    public static int Up(int length) => (length + 3) & ~3;
}
