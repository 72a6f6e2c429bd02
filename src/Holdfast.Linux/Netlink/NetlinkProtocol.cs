namespace Holdfast.Linux.Netlink;

/// <summary>Socket protocols: linux/netlink.h, <c>NETLINK_*</c>.</summary>
internal static class NetlinkProtocol
{
    public const int Route = 0;
    public const int Generic = 16;
}
