using Holdfast.Model.Addresses;
using Holdfast.Model.ClientFiles;
using Holdfast.Model.Problems;

namespace Holdfast.Model.Profiles.Validation.Rules;

internal sealed class DnsServersRule : IProfileRule
{
    public IEnumerable<Problem> Check(PlacedProfile placed) =>
        placed
            .Profile.DnsServers.Index()
            .Where(server => !IsGood(server.Item))
            .Select(server =>
                ProfileProblems.InvalidDnsServer.At(
                    placed.At("dnsServers", server.Index),
                    $"\"{Shown.Text(server.Item)}\"."
                )
            );

    private static bool IsGood(string server) =>
        server is ClientDns.Gateway4 or ClientDns.Gateway6 || AddressText.TryParseAddress(server, out _);
}
