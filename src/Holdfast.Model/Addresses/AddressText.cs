using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;

namespace Holdfast.Model.Addresses;

/// <summary>
/// Addresses and networks as people write them. Stricter than the framework, which also reads <c>1</c> and <c>0x7f.1</c> as addresses
/// and silently clears the host bits of <c>10.0.0.5/24</c>.
/// </summary>
public static class AddressText
{
    /// <summary>IPv4 in four decimal numbers, or IPv6 without a zone.</summary>
    public static bool TryParseAddress(string? text, [NotNullWhen(true)] out IPAddress? address) =>
        IPAddress.TryParse(text, out address)
        && !text!.Contains('%')
        && !text.Contains('[')
        && (text.Contains(':') || address.ToString() == text);

    /// <summary>Address, slash, prefix length; all bits behind the prefix are zero.</summary>
    public static bool TryParseNetwork(string? text, out IPNetwork network)
    {
        network = default;
        var parts = (text ?? "").Split('/', 3);
        if (
            parts.Length != 2
            || !TryParseAddress(parts[0], out var address)
            || !TryParsePrefixLength(parts[1], address.GetAddressBytes().Length * 8, out var length)
        )
        {
            return false;
        }

        network = new IPNetwork(address, length);
        return network.BaseAddress.Equals(address);
    }

    private static bool TryParsePrefixLength(string text, int longest, out int length) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out length)
        && length <= longest
        && length.ToString(CultureInfo.InvariantCulture) == text;
}
