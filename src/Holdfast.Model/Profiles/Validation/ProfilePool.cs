using System.Net;
using System.Net.Sockets;

namespace Holdfast.Model.Profiles.Validation;

/// <summary>An address pool of a profile and where it is set.</summary>
internal readonly record struct ProfilePool(string Path, IPNetwork Network, AddressFamily Family)
{
    /// <summary>Nothing is missing in <see cref="Of"/>.</summary>
    public static bool AreKnown(PlacedProfile placed) =>
        placed.Knows("wireGuard.pool4", "wireGuard.pool6", "openVpn.pool4", "openVpn.pool6");

    /// <summary>Those that could be read.</summary>
    public static IEnumerable<ProfilePool> Of(PlacedProfile placed) =>
        All(placed.Profile)
            .Where(pool => placed.Knows(pool.Setting))
            .Select(pool => new ProfilePool(placed.At(pool.Setting), pool.Network, pool.Family));

    private static IEnumerable<(string Setting, IPNetwork Network, AddressFamily Family)> All(Profile profile)
    {
        if (profile.WireGuard is { } wireGuard)
        {
            yield return ("wireGuard.pool4", wireGuard.Pool4, AddressFamily.InterNetwork);
            yield return ("wireGuard.pool6", wireGuard.Pool6, AddressFamily.InterNetworkV6);
        }

        if (profile.OpenVpn is { } openVpn)
        {
            yield return ("openVpn.pool4", openVpn.Pool4, AddressFamily.InterNetwork);
            yield return ("openVpn.pool6", openVpn.Pool6, AddressFamily.InterNetworkV6);
        }
    }
}
