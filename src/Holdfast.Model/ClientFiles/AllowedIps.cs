using System.Net;
using Holdfast.Model.Addresses;
using Holdfast.Model.Profiles;

namespace Holdfast.Model.ClientFiles;

/// <summary>The networks that a WireGuard client sends into the tunnel.</summary>
public static class AllowedIps
{
    private static readonly IPNetwork[] Everything = [IPNetwork.Parse("0.0.0.0/0"), IPNetwork.Parse("::/0")];

    /// <summary>
    /// Everything or the routes, without the excluded routes; and always the pools, so that the gateway answers the app's ping even
    /// where a whole private range is excluded.
    /// </summary>
    public static IReadOnlyList<IPNetwork> Of(Profile profile, WireGuardOptions options) =>
        PrefixArithmetic.Merge([
            .. PrefixArithmetic.Subtract(profile.DefaultGateway ? Everything : profile.Routes, profile.ExcludedRoutes),
            options.Pool4,
            options.Pool6,
        ]);
}
