using Holdfast.Model.Problems;

namespace Holdfast.Model.Profiles.Validation.Rules;

internal sealed class ListLengthsRule : IProfileRule
{
    private const string FurtherUnits = "furtherUnits";

    public IEnumerable<Problem> Check(PlacedProfile placed) =>
        Lists(placed.Profile)
            .Select(list =>
                (list.Setting, Count: placed.Unread.IndexIn(list.Setting, list.Count), Most: MostIn(list.Setting))
            )
            .Where(list => list.Count > list.Most)
            .Select(list =>
                ProfileProblems.TooMany.At(placed.At(list.Setting), $"{list.Count} entries; {list.Most} are allowed.")
            );

    private static int MostIn(string list) => list == FurtherUnits ? Limits.FurtherUnits : Limits.ListEntries;

    private static IEnumerable<(string Setting, int Count)> Lists(Profile profile) =>
        [
            ("routes", profile.Routes.Count),
            ("excludedRoutes", profile.ExcludedRoutes.Count),
            ("dnsServers", profile.DnsServers.Count),
            ("dnsSearchDomains", profile.DnsSearchDomains.Count),
            ("allowedGroups", profile.AllowedGroups?.Count ?? 0),
            ("nodes", profile.Nodes.Count),
            (FurtherUnits, profile.FurtherUnits.Count),
            ("wireGuard.slices", profile.WireGuard?.Slices.Count ?? 0),
            ("openVpn.exposedUdpPorts", profile.OpenVpn?.ExposedUdpPorts.Count ?? 0),
            ("openVpn.exposedTcpPorts", profile.OpenVpn?.ExposedTcpPorts.Count ?? 0),
        ];
}
