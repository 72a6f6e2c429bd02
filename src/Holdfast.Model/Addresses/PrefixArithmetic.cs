using System.Net;
using System.Net.Sockets;

namespace Holdfast.Model.Addresses;

/// <summary>
/// Networks as sets of addresses. Results are minimal (no list of fewer prefixes holds the same addresses) and in order:
/// IPv4 before IPv6, then by address.
/// </summary>
public static class PrefixArithmetic
{
    public static bool Overlap(IPNetwork a, IPNetwork b) => Overlap(AddressRange.Of(a), AddressRange.Of(b));

    /// <summary>Whether every address of <paramref name="inner"/> is in <paramref name="outer"/>.</summary>
    public static bool Contains(IPNetwork outer, IPNetwork inner) =>
        outer.PrefixLength <= inner.PrefixLength && Overlap(outer, inner);

    /// <summary>All addresses of the networks, in the fewest prefixes.</summary>
    public static IReadOnlyList<IPNetwork> Merge(IEnumerable<IPNetwork> networks) =>
        [.. Union(networks).SelectMany(range => range.ToNetworks())];

    /// <summary>The addresses that are included and not excluded, in the fewest prefixes.</summary>
    public static IReadOnlyList<IPNetwork> Subtract(IEnumerable<IPNetwork> included, IEnumerable<IPNetwork> excluded)
    {
        var holes = Union(excluded);
        return [.. Union(included).SelectMany(range => Without(range, holes)).SelectMany(range => range.ToNetworks())];
    }

    private static bool Overlap(AddressRange a, AddressRange b) =>
        a.Family == b.Family && a.First <= b.Last && b.First <= a.Last;

    /// <summary>Disjoint ranges in order, with a gap between any two of one family.</summary>
    private static List<AddressRange> Union(IEnumerable<IPNetwork> networks)
    {
        var result = new List<AddressRange>();
        foreach (
            var range in networks
                .Select(AddressRange.Of)
                .OrderBy(r => r.Family == AddressFamily.InterNetwork ? 4 : 6)
                .ThenBy(r => r.First)
        )
        {
            if (result.Count > 0 && Touch(result[^1], range))
            {
                result[^1] = result[^1] with { Last = UInt128.Max(result[^1].Last, range.Last) };
            }
            else
            {
                result.Add(range);
            }
        }

        return result;
    }

    /// <summary>The later range begins inside the earlier one or right behind it.</summary>
    private static bool Touch(AddressRange earlier, AddressRange later) =>
        earlier.Family == later.Family && (later.First <= earlier.Last || later.First - earlier.Last == 1);

    private static IEnumerable<AddressRange> Without(AddressRange range, List<AddressRange> holes)
    {
        var rest = range;
        foreach (var hole in holes.Where(h => Overlap(h, range)))
        {
            if (hole.First > rest.First)
            {
                yield return rest with
                {
                    Last = hole.First - 1,
                };
            }

            if (hole.Last >= rest.Last)
            {
                yield break;
            }

            rest = rest with { First = hole.Last + 1 };
        }

        yield return rest;
    }
}
