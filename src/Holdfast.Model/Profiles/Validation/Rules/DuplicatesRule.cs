using Holdfast.Model.Problems;

namespace Holdfast.Model.Profiles.Validation.Rules;

/// <summary>Nothing stands twice in a list. Listening ports have a rule of their own: <see cref="DistinctPortsRule"/>.</summary>
internal sealed class DuplicatesRule : IProfileRule
{
    public IEnumerable<Problem> Check(PlacedProfile placed) =>
        Lists(placed.Profile).SelectMany(list => Check(placed, list.Setting, [.. list.Values]));

    private static IEnumerable<(string Setting, IEnumerable<string> Values)> Lists(Profile profile) =>
        [
            ("routes", profile.Routes.Select(route => route.ToString())),
            ("excludedRoutes", profile.ExcludedRoutes.Select(route => route.ToString())),
            ("dnsServers", profile.DnsServers),
            ("dnsSearchDomains", profile.DnsSearchDomains.Select(domain => domain.ToLowerInvariant())),
            ("allowedGroups", profile.AllowedGroups ?? []),
            ("nodes", profile.Nodes),
            ("openVpn.exposedUdpPorts", Text(profile.OpenVpn?.ExposedUdpPorts)),
            ("openVpn.exposedTcpPorts", Text(profile.OpenVpn?.ExposedTcpPorts)),
        ];

    private static IEnumerable<string> Text(IReadOnlyList<int>? ports) => (ports ?? []).Select(port => $"{port}");

    private static IEnumerable<Problem> Check(PlacedProfile placed, string setting, string[] values)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        return values
            .Index()
            .Where(value => !seen.Add(value.Item))
            .Select(value =>
                ProfileProblems.ListedTwice.At(placed.At(setting, value.Index), $"\"{Shown.Text(value.Item)}\".")
            );
    }
}
