using System.Net;
using System.Net.Sockets;
using Holdfast.Failover.Health;
using Holdfast.Failover.Heartbeat;
using Holdfast.Linux.Network;
using Holdfast.Model.Problems;

namespace Holdfast.Failover.Configuration;

/// <summary>What a configuration must keep to. Finds all mistakes at once.</summary>
public static class GroupRules
{
    private const int MaximumUnits = 32;
    private const int MaximumAddresses = 16;

    public static IReadOnlyList<Problem> Check(FailoverFile file) =>
        [
            .. Members(file.Group),
            .. Self(file),
            .. Paths(file),
            .. Units(file),
            .. Families(file.Group),
            .. Numbers(file.Group),
            .. Expects(file.Local),
            .. Keys(file.Group),
        ];

    private static IEnumerable<Problem> Members(GroupConfiguration group)
    {
        if (group.Members.Count is < 2 or > 8)
        {
            yield return ConfigurationProblems.MembersWrong.At("group.members", $"There are {group.Members.Count}.");
        }

        for (var i = 0; i < group.Members.Count; i++)
        {
            var (member, where) = (group.Members[i], $"group.members[{i}]");
            var earlier = group.Members.Take(i).ToList();
            if (member.Id is < 1 or > 255 || earlier.Exists(other => other.Id == member.Id))
            {
                yield return ConfigurationProblems.MembersWrong.At(
                    $"{where}.id",
                    $"{member.Id} is out of range or taken."
                );
            }

            if (member.Priority is < 1 or > 254 || earlier.Exists(other => other.Priority == member.Priority))
            {
                yield return ConfigurationProblems.MembersWrong.At(
                    $"{where}.priority",
                    $"{member.Priority} is out of range or taken."
                );
            }

            if (member.Addresses.Count != group.Paths.Count)
            {
                yield return ConfigurationProblems.MembersWrong.At(
                    $"{where}.addresses",
                    $"There are {member.Addresses.Count} for {group.Paths.Count} paths."
                );
            }
        }
    }

    private static IEnumerable<Problem> Self(FailoverFile file)
    {
        if (file.Group.Members.All(member => member.Id != file.Local.Member))
        {
            yield return ConfigurationProblems.NotAMember.At("local.member", $"{file.Local.Member} is nobody's id.");
        }

        foreach (var (network, link) in file.Local.Links.Where(entry => !LinkName.IsValid(entry.Value)))
        {
            yield return ConfigurationProblems.UnknownNetwork.At(
                $"local.links.{network}",
                $"'{link}' is no name of an interface."
            );
        }
    }

    private static IEnumerable<Problem> Paths(FailoverFile file)
    {
        var paths = file.Group.Paths;
        if (paths.Count is < 1 or > 2 || paths.Distinct().Count() != paths.Count)
        {
            yield return ConfigurationProblems.PathsWrong.At(
                "group.paths",
                $"There are {paths.Count}, or two are the same."
            );
        }

        for (var i = 0; i < paths.Count; i++)
        {
            if (!file.Local.Links.ContainsKey(paths[i].Network))
            {
                yield return Unknown($"group.paths[{i}].network", paths[i].Network);
            }

            if (paths[i].Carrier == Carrier.Udp && file.Group.Authentication < AuthenticationMode.Permissive)
            {
                yield return ConfigurationProblems.NeedsTrailer.At($"group.paths[{i}].carrier", "It is udp.");
            }

            if (paths[i].Port is < 1 or > 65535)
            {
                yield return ConfigurationProblems.NumberWrong.At($"group.paths[{i}].port", "A port is 1 to 65535.");
            }
        }
    }

    private static IEnumerable<Problem> Units(FailoverFile file)
    {
        var units = file.Group.Units;
        if (units.Count is < 1 or > MaximumUnits)
        {
            yield return ConfigurationProblems.UnitsWrong.At(
                "group.units",
                $"There are {units.Count}; 1 to {MaximumUnits}."
            );
        }

        var taken = file.Group.Members.SelectMany(member => member.Addresses).ToHashSet();
        for (var i = 0; i < units.Count; i++)
        {
            var where = $"group.units[{i}]";
            if (units[i].Vrid is < 1 or > 255 || units.Take(i).Any(other => other.Vrid == units[i].Vrid))
            {
                yield return ConfigurationProblems.UnitsWrong.At(
                    $"{where}.vrid",
                    $"{units[i].Vrid} is out of range or taken."
                );
            }

            if (units[i].Addresses.Count is < 1 or > MaximumAddresses)
            {
                yield return ConfigurationProblems.UnitsWrong.At(
                    $"{where}.addresses",
                    $"There are {units[i].Addresses.Count}; 1 to {MaximumAddresses}."
                );
            }

            foreach (
                var problem in units[i]
                    .Addresses.SelectMany((one, j) => Address(file, taken, one, $"{where}.addresses[{j}]"))
            )
            {
                yield return problem;
            }
        }
    }

    private static IEnumerable<Problem> Address(
        FailoverFile file,
        HashSet<IPAddress> taken,
        UnitAddress one,
        string where
    )
    {
        if (!file.Local.Links.ContainsKey(one.Network))
        {
            yield return Unknown($"{where}.network", one.Network);
        }

        if (!taken.Add(one.Address))
        {
            yield return ConfigurationProblems.UnitsWrong.At(
                $"{where}.address",
                $"{one.Address} stands twice, or is a member's own."
            );
        }

        if (IsNoHost(one.Address))
        {
            yield return ConfigurationProblems.UnitsWrong.At(
                $"{where}.address",
                $"{one.Address} is no address of a host."
            );
        }
    }

    private static IEnumerable<Problem> Families(GroupConfiguration group)
    {
        for (var path = 0; path < group.Paths.Count; path++)
        {
            var families = group
                .Members.Where(member => path < member.Addresses.Count)
                .Select(member => member.Addresses[path].AddressFamily)
                .Distinct()
                .ToList();
            if (families.Count != 1)
            {
                yield return ConfigurationProblems.FamilyWrong.At(
                    $"group.paths[{path}]",
                    "The members' addresses are of both."
                );
                continue;
            }

            foreach (
                var unit in group.Units.Where(unit =>
                    unit.Addresses.All(one => one.Address.AddressFamily != families[0])
                )
            )
            {
                yield return ConfigurationProblems.FamilyWrong.At(
                    $"group.paths[{path}]",
                    $"The unit {unit.Vrid} has no address of its family."
                );
            }

            // RFC 9568, erratum 8300: the first address of a heartbeat is.
            foreach (
                var unit in group.Units.Where(unit => families[0] == AddressFamily.InterNetworkV6 && LacksLocal(unit))
            )
            {
                yield return ConfigurationProblems.FamilyWrong.At(
                    $"group.paths[{path}]",
                    $"The unit {unit.Vrid} has no link-local address."
                );
            }
        }
    }

    private static bool LacksLocal(UnitConfiguration unit) =>
        unit.Addresses.Any(one => one.Address.AddressFamily == AddressFamily.InterNetworkV6)
        && !unit.Addresses.Any(one => one.Address.IsIPv6LinkLocal);

    private static IEnumerable<Problem> Expects(LocalConfiguration local)
    {
        if (local.Expects.Count > 8 || local.Expects.Distinct(StringComparer.Ordinal).Count() != local.Expects.Count)
        {
            yield return ConfigurationProblems.ExpectsWrong.At("local.expects", "There are too many, or one twice.");
        }

        foreach (var name in local.Expects.Where(name => !HealthReports.IsName(name)))
        {
            yield return ConfigurationProblems.ExpectsWrong.At("local.expects", $"'{name}' is no name.");
        }

        if (local.GraceMilliseconds is < 100 or > 60_000)
        {
            yield return ConfigurationProblems.NumberWrong.At(
                "local.graceMilliseconds",
                $"{local.GraceMilliseconds} is not 100 to 60000."
            );
        }
    }

    private static IEnumerable<Problem> Numbers(GroupConfiguration group)
    {
        if (group.IntervalMilliseconds is < 10 or > 40_950 || group.IntervalMilliseconds % 10 != 0)
        {
            yield return ConfigurationProblems.NumberWrong.At(
                "group.intervalMilliseconds",
                $"{group.IntervalMilliseconds} is not one of 10, 20, ... 40950."
            );
        }

        if (group.LeaseSeconds is < 1 or > 60)
        {
            yield return ConfigurationProblems.NumberWrong.At(
                "group.leaseSeconds",
                $"{group.LeaseSeconds} is not 1 to 60."
            );
        }
    }

    private static IEnumerable<Problem> Keys(GroupConfiguration group)
    {
        if (group.Authentication != AuthenticationMode.Off && group.Keys.All(key => key.Id != group.ActiveKey))
        {
            yield return ConfigurationProblems.KeysWrong.At("group.activeKey", $"No key has the id {group.ActiveKey}.");
        }

        for (var i = 0; i < group.Keys.Count; i++)
        {
            var key = group.Keys[i];
            if (key.Id is < 1 or > 255 || group.Keys.Take(i).Any(other => other.Id == key.Id))
            {
                yield return ConfigurationProblems.KeysWrong.At(
                    $"group.keys[{i}].id",
                    $"{key.Id} is out of range or taken."
                );
            }

            if (!IsSecret(key.Secret))
            {
                yield return ConfigurationProblems.KeysWrong.At(
                    $"group.keys[{i}].secret",
                    "It is not base64 of 32 to 64 bytes."
                );
            }
        }
    }

    private static bool IsSecret(string text)
    {
        Span<byte> secret = stackalloc byte[HeartbeatKey.MaximumLength];
        return Convert.TryFromBase64String(text, secret, out var length) && length >= HeartbeatKey.MinimumLength;
    }

    private static bool IsNoHost(IPAddress address) =>
        address.Equals(IPAddress.Any)
        || address.Equals(IPAddress.IPv6Any)
        || IPAddress.IsLoopback(address)
        || address.IsIPv6Multicast
        || (address.AddressFamily == AddressFamily.InterNetwork && address.GetAddressBytes()[0] >= 224);

    private static Problem Unknown(string where, string network) =>
        ConfigurationProblems.UnknownNetwork.At(where, $"local.links has no '{network}'.");
}
