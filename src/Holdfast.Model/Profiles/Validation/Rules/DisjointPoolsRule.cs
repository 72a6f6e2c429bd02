using Holdfast.Model.Addresses;
using Holdfast.Model.Problems;

namespace Holdfast.Model.Profiles.Validation.Rules;

/// <summary>No address can belong to two clients, of whatever profile and protocol.</summary>
internal sealed class DisjointPoolsRule : IProfileSetRule
{
    public IEnumerable<Problem> Check(IReadOnlyList<PlacedProfile> placed)
    {
        ProfilePool[] pools = [.. placed.SelectMany(ProfilePool.Of)];
        return pools
            .Index()
            .Select(pool => (pool.Item, Earlier: FirstOverlap(pool.Item, pools.AsSpan(0, pool.Index))))
            .Where(pair => pair.Earlier is not null)
            .Select(pair =>
                ProfileProblems.PoolsOverlap.At(
                    pair.Item.Path,
                    $"{pair.Item.Network} and {pair.Earlier!.Value.Network} of {pair.Earlier.Value.Path}."
                )
            );
    }

    private static ProfilePool? FirstOverlap(ProfilePool pool, ReadOnlySpan<ProfilePool> others)
    {
        foreach (var other in others)
        {
            if (PrefixArithmetic.Overlap(pool.Network, other.Network))
            {
                return other;
            }
        }

        return null;
    }
}
