using System.Globalization;
using System.Net;

namespace Holdfast.Node.OpenVpn.Management;

/// <summary>
/// Endpoints as OpenVPN prints them: <c>192.0.2.1:1194</c>, and for IPv6 <c>2001:db8::1:1194</c>, where the last colon
/// stands before the port; newer versions write brackets.
/// </summary>
internal static class EndpointText
{
    public static IPEndPoint? Parse(ReadOnlySpan<char> text)
    {
        var colon = text.LastIndexOf(':');
        return colon > 0 ? Combine(text[..colon].Trim("[]"), text[(colon + 1)..]) : null;
    }

    public static IPEndPoint? Combine(ReadOnlySpan<char> address, ReadOnlySpan<char> port) =>
        Address(address) is { } ip
        && ushort.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? new IPEndPoint(ip, number)
            : null;

    /// <summary>An address; one of IPv4 inside IPv6 becomes the plain one. Null: none.</summary>
    public static IPAddress? Address(ReadOnlySpan<char> text) =>
        IPAddress.TryParse(text, out var ip) ? (ip.IsIPv4MappedToIPv6 ? ip.MapToIPv4() : ip) : null;
}
