using System.Collections.Immutable;
using Holdfast.Model.Addresses;

namespace Holdfast.Model.Placing;

/// <summary>
/// Cuts a pool into slices, one a node. Who has a slice keeps its beginning: a new node gets what is free, or the upper half of the
/// largest slice, as far as no client has an address there that may not stay.
/// </summary>
public sealed record PoolCut
{
    public required PoolSlice Whole { get; init; }

    /// <summary>Who had what. Nodes that are no longer wanted lose it.</summary>
    public required ImmutableSortedDictionary<string, PoolSlice> Present { get; init; }

    /// <summary>Slices that the administrator chose; inside the pool and apart from each other.</summary>
    public ImmutableSortedDictionary<string, PoolSlice> Given { get; init; } =
        ImmutableSortedDictionary<string, PoolSlice>.Empty;

    /// <summary>No part may be smaller.</summary>
    public int Smallest { get; init; } = PoolSlice.SmallestSize;

    /// <summary>Highest slot of a living client, by node, where addresses outside a node's slice would not work.</summary>
    public ImmutableSortedDictionary<string, int> HighestSlot { get; init; } =
        ImmutableSortedDictionary<string, int>.Empty;

    /// <summary>The slices of the wanted nodes. One for which there is no room is not among them.</summary>
    public ImmutableSortedDictionary<string, PoolSlice> For(IReadOnlyCollection<string> nodes)
    {
        var slices = Kept(nodes).SetItems(Given.Where(given => nodes.Contains(given.Key)));
        foreach (var node in nodes.Except(slices.Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            slices = WithOneMore(slices, node);
        }

        return slices;
    }

    /// <summary>What a node had stays, unless the pool has shrunk or somebody was given it.</summary>
    private ImmutableSortedDictionary<string, PoolSlice> Kept(IReadOnlyCollection<string> nodes) =>
        Present
            .Where(had => nodes.Contains(had.Key) && !Given.ContainsKey(had.Key))
            .Where(had => had.Value.First + had.Value.Size <= Whole.Size)
            .Where(had => !Given.Values.Any(had.Value.Overlaps))
            .ToImmutableSortedDictionary(StringComparer.Ordinal);

    private ImmutableSortedDictionary<string, PoolSlice> WithOneMore(
        ImmutableSortedDictionary<string, PoolSlice> slices,
        string node
    )
    {
        var free = Largest(FreeIn(Whole, [.. slices.Values]));
        var donor = slices
            .Where(slice => !Given.ContainsKey(slice.Key) && MaySplit(slice.Key, slice.Value))
            .OrderByDescending(slice => slice.Value.Size)
            .ThenBy(slice => slice.Value.First)
            .FirstOrDefault();
        if (free.Size >= Smallest && free.Size >= donor.Value.Size / 2)
        {
            return slices.Add(node, free);
        }

        return donor.Key is null
            ? slices
            : slices.SetItem(donor.Key, donor.Value.LowerHalf).Add(node, donor.Value.UpperHalf);
    }

    private bool MaySplit(string node, PoolSlice slice) =>
        slice.Size >= 2 * Smallest
        && HighestSlot.GetValueOrDefault(node, -1) < slice.LowerHalf.First + slice.LowerHalf.Slots;

    private static PoolSlice Largest(IEnumerable<PoolSlice> slices) =>
        slices.OrderByDescending(slice => slice.Size).ThenBy(slice => slice.First).FirstOrDefault();

    /// <summary>The largest aligned runs that nobody has.</summary>
    private static IEnumerable<PoolSlice> FreeIn(PoolSlice area, IReadOnlyList<PoolSlice> taken)
    {
        if (!taken.Any(area.Overlaps))
        {
            return [area];
        }

        return area.Size < 2 * PoolSlice.SmallestSize || taken.Contains(area)
            ? []
            : FreeIn(area.LowerHalf, taken).Concat(FreeIn(area.UpperHalf, taken));
    }
}
