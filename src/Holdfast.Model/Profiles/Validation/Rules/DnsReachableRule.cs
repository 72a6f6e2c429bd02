using System.Net;
using Holdfast.Model.ClientFiles;
using Holdfast.Model.Problems;

namespace Holdfast.Model.Profiles.Validation.Rules;

/// <summary>Questions to the profile's name servers go through the tunnel.</summary>
internal sealed class DnsReachableRule : IProfileRule
{
    public IEnumerable<Problem> Check(PlacedProfile placed) =>
        ProfilePool.AreKnown(placed)
        && placed.Knows("defaultGateway", "routes", "excludedRoutes", "dnsSearchDomains")
        && ClientDns.IsUsed(placed.Profile)
            ? placed
                .Profile.DnsServers.Index()
                .Where(server => IPAddress.TryParse(server.Item, out var address) && !IsInside(placed, address))
                .Select(server =>
                    ProfileProblems.DnsOutsideTunnel.At(
                        placed.At("dnsServers", server.Index),
                        $"{Shown.Text(server.Item)}."
                    )
                )
            : [];

    private static bool IsInside(PlacedProfile placed, IPAddress address) =>
        ProfilePool.Of(placed).Any(pool => pool.Network.Contains(address))
        || (
            (placed.Profile.DefaultGateway || placed.Profile.Routes.Any(route => route.Contains(address)))
            && !placed.Profile.ExcludedRoutes.Any(route => route.Contains(address))
        );
}
