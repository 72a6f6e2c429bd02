using System.Net;
using System.Net.Sockets;

namespace Holdfast.Model.Profiles.Validation;

/// <summary>An address pool of a profile and where it is set.</summary>
internal readonly record struct ProfilePool(string Path, IPNetwork Network, AddressFamily Family)
{
    public static IEnumerable<ProfilePool> Of(PlacedProfile placed)
    {
        if (placed.Profile.WireGuard is { } wireGuard)
        {
            yield return new(placed.At("wireGuard.pool4"), wireGuard.Pool4, AddressFamily.InterNetwork);
            yield return new(placed.At("wireGuard.pool6"), wireGuard.Pool6, AddressFamily.InterNetworkV6);
        }

        if (placed.Profile.OpenVpn is { } openVpn)
        {
            yield return new(placed.At("openVpn.pool4"), openVpn.Pool4, AddressFamily.InterNetwork);
            yield return new(placed.At("openVpn.pool6"), openVpn.Pool6, AddressFamily.InterNetworkV6);
        }
    }
}
