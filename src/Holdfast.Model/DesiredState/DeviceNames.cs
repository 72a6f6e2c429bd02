using Holdfast.Model.Profiles;

namespace Holdfast.Model.DesiredState;

/// <summary>Names of the tunnel devices on a node. Linux allows 15 characters.</summary>
public static class DeviceNames
{
    /// <summary>All our devices begin with this, so that nothing else is ever touched.</summary>
    public const string Prefix = "hf";

    /// <summary>Linux: IFNAMSIZ without the end.</summary>
    private const int MaximumLength = 15;

    /// <summary>
    /// A name that one of our devices may have: the prefix, then lower-case letters, digits and hyphens. Safe as the name of a file too.
    /// </summary>
    public static bool IsOurs(string name) =>
        name.Length > Prefix.Length
        && name.Length <= MaximumLength
        && name.StartsWith(Prefix, StringComparison.Ordinal)
        && name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-');

    /// <param name="profileNumber">Small number of the profile, given once by the database and never reused.</param>
    public static string WireGuard(int profileNumber) => $"{Prefix}{profileNumber}-wg";

    /// <param name="unit">Of a further part of the profile.</param>
    public static string WireGuard(int profileNumber, int unit) => $"{Prefix}{profileNumber}u{unit}-wg";

    public static string OpenVpn(int profileNumber, Transport transport, int index) =>
        $"{Prefix}{profileNumber}-{(transport == Transport.Udp ? "ou" : "ot")}{index}";

    /// <summary>Whether a device of ours belongs to a protocol.</summary>
    public static bool IsOf(string name, Protocol protocol) =>
        name.StartsWith(Prefix, StringComparison.Ordinal)
        && (protocol == Protocol.WireGuard) == name.EndsWith("-wg", StringComparison.Ordinal);
}
