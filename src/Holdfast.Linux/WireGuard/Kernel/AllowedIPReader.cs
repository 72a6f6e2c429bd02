using System.Net;
using Holdfast.Linux.Netlink;

namespace Holdfast.Linux.WireGuard.Kernel;

/// <summary>Reads one member of <c>WGPEER_A_ALLOWEDIPS</c>.</summary>
internal static class AllowedIPReader
{
    /// <summary>Null when address or prefix length is missing, or they do not fit together.</summary>
    public static IPNetwork? Read(NetlinkAttributeReader attributes)
    {
        IPAddress? address = null;
        byte? prefixLength = null;
        while (attributes.MoveNext())
        {
            var attribute = attributes.Current;
            if (attribute.Type == AllowedIPAttribute.Address)
            {
                address = attribute.Value.Length is 4 or 16 ? new IPAddress(attribute.Value) : null;
            }
            else if (attribute.Type == AllowedIPAttribute.PrefixLength && attribute.TryRead(out byte length))
            {
                prefixLength = length;
            }
        }

        return attributes.Malformed || address is null || prefixLength is not { } bits ? null : Network(address, bits);
    }

    private static IPNetwork? Network(IPAddress address, int bits) =>
        IPNetwork.TryParse($"{address}/{bits}", out var network) ? network : null;
}
