using System.Net;
using Holdfast.Model.Addresses;
using Holdfast.Model.Problems;

namespace Holdfast.Model.Profiles.Validation.Rules;

/// <summary>Routes, excluded routes and the default gateway do not contradict each other.</summary>
internal sealed class RoutesRule : IProfileRule
{
    private static readonly IPNetwork[] Everything = [IPNetwork.Parse("0.0.0.0/0"), IPNetwork.Parse("::/0")];

    public IEnumerable<Problem> Check(PlacedProfile placed)
    {
        var profile = placed.Profile;
        if (placed.Knows("defaultGateway") && profile is { DefaultGateway: true, Routes.Count: > 0 })
        {
            yield return ProfileProblems.RoutesWithDefaultGateway.At(
                placed.At("routes"),
                "All traffic goes through the tunnel already."
            );
        }

        foreach (var (index, _) in profile.Routes.Index().Where(route => route.Item.PrefixLength == 0))
        {
            yield return ProfileProblems.RouteToEverything.At(placed.At("routes", index), $"{profile.Routes[index]}.");
        }

        if (placed.Knows("defaultGateway", "routes") && NothingIsLeft(profile))
        {
            yield return ProfileProblems.NothingLeft.At(placed.At("excludedRoutes"), "No address is left.");
        }
    }

    private static bool NothingIsLeft(Profile profile)
    {
        var wanted = profile.DefaultGateway ? Everything : profile.Routes;
        return wanted.Count > 0
            && profile.ExcludedRoutes.Count > 0
            && PrefixArithmetic.Subtract(wanted, profile.ExcludedRoutes).Count == 0;
    }
}
