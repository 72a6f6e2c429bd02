using Holdfast.Data.Configurations;
using Holdfast.Model.Profiles;

namespace Holdfast.Portal.Features.Profiles;

/// <summary>Which configurations a changed profile leaves without a right or without their addresses.</summary>
internal static class ProfileChangeRules
{
    /// <summary>Somebody who was allowed may no longer be.</summary>
    public static bool ShutsOut(Profile before, Profile after) =>
        after.AllowedGroups is { } allowed
        && (before.AllowedGroups is not { } formerly || formerly.Except(allowed, StringComparer.Ordinal).Any());

    /// <returns>Why the configuration ends, for its history; null: it goes on.</returns>
    public static string? EndOf(Profile before, Profile after, Configuration configuration) =>
        configuration.Protocol == Protocol.WireGuard
            // The key of the servers is written into the clients' files, and shared nodes have another than each alone.
            ? before.Placement != after.Placement
                ? "placement of the profile changed"
                : EndOf(before.WireGuard, after.WireGuard, Fits)
            : EndOf(before.OpenVpn, after.OpenVpn, Fits);

    private static string? EndOf<TOptions>(TOptions? before, TOptions? after, Func<TOptions, TOptions, bool> fits)
        where TOptions : class =>
        after is null ? "protocol no longer offered"
        // Addresses are written into the clients' files: when a pool moves, its files are void.
        : before is null || !fits(before, after) ? "addresses of the profile changed"
        : null;

    private static bool Fits(WireGuardOptions before, WireGuardOptions after) =>
        before.Pool4.Equals(after.Pool4) && before.Pool6.Equals(after.Pool6);

    private static bool Fits(OpenVpnOptions before, OpenVpnOptions after) =>
        before.Pool4.Equals(after.Pool4)
        && before.Pool6.Equals(after.Pool6)
        && OpenVpnParts.CountOf(before) == OpenVpnParts.CountOf(after);
}
