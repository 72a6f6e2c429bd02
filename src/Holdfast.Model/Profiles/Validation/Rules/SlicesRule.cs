using Holdfast.Model.Addresses;
using Holdfast.Model.Problems;

namespace Holdfast.Model.Profiles.Validation.Rules;

/// <summary>Slices that the administrator gives to nodes lie in the pool, apart from each other, one a node.</summary>
internal sealed class SlicesRule : IProfileRule
{
    public IEnumerable<Problem> Check(PlacedProfile placed) =>
        placed.Profile.WireGuard is { } options
            ? options.Slices.Index().SelectMany(slice => Check(slice.Item, slice.Index, options, placed))
            : [];

    private static IEnumerable<Problem> Check(
        NodeSlice slice,
        int index,
        WireGuardOptions options,
        PlacedProfile placed
    )
    {
        var path = placed.At($"wireGuard.slices[{index}]");
        if (!NameSyntax.IsLine(slice.Node))
        {
            yield return ProfileProblems.InvalidNode.At(path, $"\"{Shown.Text(slice.Node)}\".");
        }

        if (PoolSlice.Of(slice.Network, options.Pool4, options.Pool6) is null)
        {
            yield return ProfileProblems.SliceOutside.At(path, $"{slice.Network} of {options.Pool4}.");
        }

        foreach (var earlier in options.Slices.Take(index).Where(earlier => Collide(earlier, slice)))
        {
            yield return ProfileProblems.SlicesOverlap.At(path, $"{earlier.Network} of {Shown.Text(earlier.Node)}.");
        }
    }

    private static bool Collide(NodeSlice earlier, NodeSlice later) =>
        earlier.Node == later.Node || PrefixArithmetic.Overlap(earlier.Network, later.Network);
}
