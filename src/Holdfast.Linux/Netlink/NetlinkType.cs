namespace Holdfast.Linux.Netlink;

/// <summary>Message types that every netlink family shares: <c>NLMSG_*</c>.</summary>
internal static class NetlinkType
{
    public const ushort Noop = 1;
    public const ushort Error = 2;
    public const ushort Done = 3;
    public const ushort Overrun = 4;
}
