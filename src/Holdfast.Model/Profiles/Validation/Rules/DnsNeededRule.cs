using Holdfast.Model.ClientFiles;
using Holdfast.Model.Problems;

namespace Holdfast.Model.Profiles.Validation.Rules;

/// <summary>A full tunnel needs a name server; a split tunnel uses one only for its search domains.</summary>
internal sealed class DnsNeededRule : IProfileRule
{
    public IEnumerable<Problem> Check(PlacedProfile placed)
    {
        var profile = placed.Profile;
        if (!placed.Knows("defaultGateway", "dnsServers", "dnsSearchDomains"))
        {
            yield break;
        }

        if (profile is { DefaultGateway: true, DnsServers.Count: 0 })
        {
            yield return ProfileProblems.NoDnsServer.At(
                placed.At("dnsServers"),
                "Clients would go on asking the name servers of the network they are in."
            );
        }

        if (profile.DnsServers.Count > 0 && !ClientDns.IsUsed(profile))
        {
            yield return ProfileProblems.DnsWithoutSearchDomain.At(
                placed.At("dnsSearchDomains"),
                $"{profile.DnsServers.Count} servers, no domain."
            );
        }
    }
}
