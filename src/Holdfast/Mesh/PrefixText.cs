using System.Net;
using Holdfast.Linux.Network;
using Holdfast.Mesh.Claims;

namespace Holdfast.Mesh;

/// <summary>Addresses and networks as people write them.</summary>
internal static class PrefixText
{
    /// <summary>An address means itself alone. A network has no bits behind its length: which of the two was meant would be a guess.</summary>
    public static IPNetwork? Parse(string text) =>
        IPNetwork.TryParse(text, out var network)
            ? IPAddress.Parse(text[..text.IndexOf('/', StringComparison.Ordinal)]).Equals(network.BaseAddress)
                ? network
                : null
            : !text.Contains('/') && IPAddress.TryParse(text, out var address)
                ? Prefixes.Single(address)
                : null;

    /// <summary>An address on an interface: without a length its network is a /24, of IPv6 a /64.</summary>
    public static AddressWithPrefix? ParseAddress(string text)
    {
        var parts = text.Split('/');
        if (parts.Length > 2 || !IPAddress.TryParse(parts[0], out var address))
        {
            return null;
        }
        var bits = address.GetAddressBytes().Length * 8;
        var length = bits == 32 ? 24 : 64;
        return parts.Length == 1 || (int.TryParse(parts[1], out length) && length >= 0 && length <= bits)
            ? new(address, length)
            : null;
    }
}
