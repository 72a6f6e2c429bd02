using Holdfast.Model.Problems;

namespace Holdfast.Model.Profiles.Validation.Rules;

/// <summary>Names of groups and nodes are names. Whether they exist is not asked: a group may come later from a directory.</summary>
internal sealed class NamesRule : IProfileRule
{
    public IEnumerable<Problem> Check(PlacedProfile placed) =>
        [
            .. Check(ProfileProblems.InvalidGroup, "allowedGroups", placed.Profile.AllowedGroups ?? [], placed),
            .. Check(ProfileProblems.InvalidNode, "nodes", placed.Profile.Nodes, placed),
        ];

    private static IEnumerable<Problem> Check(
        ProblemKind kind,
        string setting,
        IReadOnlyList<string> names,
        PlacedProfile placed
    ) =>
        names
            .Index()
            .Where(name => !NameSyntax.IsLine(name.Item))
            .Select(name => kind.At(placed.At(setting, name.Index), $"\"{Shown.Text(name.Item)}\"."));
}
