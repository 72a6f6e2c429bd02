using System.Net;
using System.Net.Sockets;
using Holdfast.Model.Failover;
using Holdfast.Model.Problems;

namespace Holdfast.Portal.Failover;

/// <summary>What is wrong with a draft by itself, all of it at once.</summary>
public static class GroupDraftRules
{
    public const int MostUnits = 16;
    public const int MostAddresses = 16;
    private const int MostReachable = 8;
    private const int LongestName = 50;

    public static IReadOnlyList<Problem> Check(GroupDraft draft) =>
        [.. Members(draft), .. Units(draft), .. Options(draft.Options)];

    private static IEnumerable<Problem> Members(GroupDraft draft)
    {
        if (draft.Nodes.Count is < 2 or > 8)
        {
            yield return FailoverProblems.MembersWrong.At("nodes", $"There are {draft.Nodes.Count}.");
        }

        if (draft.Nodes.Distinct(StringComparer.Ordinal).Count() != draft.Nodes.Count)
        {
            yield return FailoverProblems.MembersWrong.At("nodes", "One stands twice.");
        }
    }

    private static IEnumerable<Problem> Units(GroupDraft draft)
    {
        if (draft.Units.Count is < 1 or > MostUnits)
        {
            yield return FailoverProblems.UnitsWrong.At("units", $"There are {draft.Units.Count}.");
        }

        var vrids = draft.Units.Select(unit => unit.Vrid).OfType<int>().ToList();
        foreach (var vrid in vrids.Where(vrid => vrid is < 1 or > 255 || vrids.Count(one => one == vrid) > 1))
        {
            yield return FailoverProblems.UnitsWrong.At("units", $"{vrid} is out of range, or stands twice.");
        }

        HashSet<IPAddress> taken = [];
        foreach (var problem in draft.Units.SelectMany((unit, index) => Unit(unit, $"units[{index}]", taken)))
        {
            yield return problem;
        }
    }

    private static IEnumerable<Problem> Unit(UnitDraft unit, string where, HashSet<IPAddress> taken)
    {
        if (unit.Addresses.Count is < 1 or > MostAddresses)
        {
            yield return FailoverProblems.AddressesWrong.At(where, $"There are {unit.Addresses.Count}.");
        }

        if (unit.Name.Length > LongestName || unit.Name.Any(char.IsControl))
        {
            yield return FailoverProblems.UnitsWrong.At(where, $"The name is longer than {LongestName} characters.");
        }

        foreach (var address in unit.Addresses)
        {
            if (!taken.Add(address))
            {
                yield return FailoverProblems.AddressesWrong.At(where, $"{address} stands twice.");
            }

            if (!IsHost(address))
            {
                yield return FailoverProblems.AddressesWrong.At(where, $"{address} is no address of a host.");
            }
        }
    }

    private static IEnumerable<Problem> Options(GroupOptions options)
    {
        if (options.IntervalMilliseconds is < 10 or > 40_950 || options.IntervalMilliseconds % 10 != 0)
        {
            yield return Wrong(
                "intervalMilliseconds",
                $"{options.IntervalMilliseconds} is not one of 10, 20, ... 40950."
            );
        }

        if (options.Reachable.Count > MostReachable)
        {
            yield return Wrong("reachable", $"There are {options.Reachable.Count}, at most {MostReachable}.");
        }

        if (options.Witness is { Port: < 1 or > 65535 })
        {
            yield return Wrong("witness", "A port is 1 to 65535.");
        }

        foreach (var given in options.Links.Where(given => given.Link.Length is 0 or > 15))
        {
            yield return Wrong("links", $"'{given.Link}' is no name of an interface.");
        }
    }

    private static bool IsHost(IPAddress address) =>
        !address.Equals(IPAddress.Any)
        && !address.Equals(IPAddress.IPv6Any)
        && !IPAddress.IsLoopback(address)
        && !address.IsIPv6Multicast
        && !address.IsIPv4MappedToIPv6
        && (address.AddressFamily != AddressFamily.InterNetwork || address.GetAddressBytes()[0] is > 0 and < 224);

    private static Problem Wrong(string option, string detail) => FailoverProblems.OptionWrong.At(option, detail);
}
