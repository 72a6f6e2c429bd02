using Holdfast.Linux.Netlink;
using Holdfast.Linux.Network;

namespace Holdfast.Linux.WireGuard.Kernel;

/// <summary>Finds out whether the kernel can make WireGuard interfaces, by making one.</summary>
internal static class KernelProbe
{
    private const string Prefix = "wgp";

    public static bool HasWireGuard(NetlinkSocket routes, string kind)
    {
        var links = new LinkTable(routes);
        var name = $"{Prefix}{Environment.ProcessId}";
        try
        {
            if (!links.TryCreate(name, kind))
            {
                return false;
            }
        }
        catch (NetlinkException refused)
        {
            throw new DeviceException($"Cannot make network interfaces: {refused.Message}", refused);
        }

        links.Delete(links.Get(name).Index);
        return true;
    }
}
