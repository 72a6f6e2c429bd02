using Holdfast.Model.Problems;

namespace Holdfast.Portal.Features.Users;

/// <summary>Names of groups: 1 to 64 letters, digits, dots, hyphens and underscores; at most 100 for one user.</summary>
public static class GroupNames
{
    private const int MaximumLength = 64;
    public const int MaximumCount = 100;

    public static IEnumerable<Problem> Check(IReadOnlyList<string> groups)
    {
        if (groups.Count > MaximumCount)
        {
            yield return UserProblems.BadGroup.At("groups", $"There are more than {MaximumCount}.");
        }

        for (var index = 0; index < groups.Count; index++)
        {
            if (!IsName(groups[index]))
            {
                yield return UserProblems.BadGroup.At($"groups[{index}]", "");
            }
        }
    }

    public static bool IsName(string? text) =>
        text is { Length: > 0 and <= MaximumLength }
        && text.All(c => char.IsLetterOrDigit(c) || c is '.' or '-' or '_');
}
