using Holdfast.Model.Addresses;
using Holdfast.Model.Problems;

namespace Holdfast.Model.Profiles.Validation.Rules;

internal sealed class SearchDomainsRule : IProfileRule
{
    public IEnumerable<Problem> Check(PlacedProfile placed) =>
        placed
            .Profile.DnsSearchDomains.Index()
            .Where(domain => !HostSyntax.IsDomain(domain.Item))
            .Select(domain =>
                ProfileProblems.InvalidSearchDomain.At(
                    placed.At("dnsSearchDomains", domain.Index),
                    $"\"{Shown.Text(domain.Item)}\"."
                )
            );
}
