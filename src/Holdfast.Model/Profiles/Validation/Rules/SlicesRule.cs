using Holdfast.Model.Addresses;
using Holdfast.Model.Problems;

namespace Holdfast.Model.Profiles.Validation.Rules;

/// <summary>Slices that the administrator gives to nodes lie in the pool, apart from each other, one a node.</summary>
internal sealed class SlicesRule : IProfileRule
{
    private const string List = "wireGuard.slices";

    public IEnumerable<Problem> Check(PlacedProfile placed)
    {
        if (placed.Profile.WireGuard is not { } options)
        {
            return [];
        }

        PlacedSlice[] slices = [.. options.Slices.Select((slice, index) => Place(slice, index, placed))];
        return slices.Index().SelectMany(slice => Check(slice.Item, slices.Take(slice.Index), options, placed));
    }

    private static PlacedSlice Place(NodeSlice slice, int index, PlacedProfile placed)
    {
        var setting = $"{List}[{placed.Unread.IndexIn(List, index)}]";
        return new(slice, placed.At(setting), placed.Knows($"{setting}.node"), placed.Knows($"{setting}.network"));
    }

    private static IEnumerable<Problem> Check(
        PlacedSlice placedSlice,
        IEnumerable<PlacedSlice> before,
        WireGuardOptions options,
        PlacedProfile placed
    )
    {
        var (slice, path, knowsNode, knowsNetwork) = placedSlice;
        if (knowsNode && !NameSyntax.IsLine(slice.Node))
        {
            yield return ProfileProblems.InvalidNode.At(path, $"\"{Shown.Text(slice.Node)}\".");
        }

        if (
            knowsNetwork
            && placed.Knows("wireGuard.pool4", "wireGuard.pool6")
            && PoolSlice.Of(slice.Network, options.Pool4, options.Pool6) is null
        )
        {
            yield return ProfileProblems.SliceOutside.At(path, $"{slice.Network} of {options.Pool4}.");
        }

        foreach (var earlier in before.Where(earlier => Collide(earlier, placedSlice)))
        {
            yield return ProfileProblems.SlicesOverlap.At(path, Particulars(earlier));
        }
    }

    private static bool Collide(PlacedSlice earlier, PlacedSlice later) =>
        (earlier.KnowsNode && later.KnowsNode && earlier.Slice.Node == later.Slice.Node)
        || (
            earlier.KnowsNetwork
            && later.KnowsNetwork
            && PrefixArithmetic.Overlap(earlier.Slice.Network, later.Slice.Network)
        );

    private static string Particulars(PlacedSlice earlier) =>
        (earlier.KnowsNetwork, earlier.KnowsNode) switch
        {
            (true, true) => $"{earlier.Slice.Network} of {Shown.Text(earlier.Slice.Node)}.",
            (true, false) => $"{earlier.Slice.Network}.",
            _ => $"{Shown.Text(earlier.Slice.Node)} has one.",
        };

    private sealed record PlacedSlice(NodeSlice Slice, string Path, bool KnowsNode, bool KnowsNetwork);
}
