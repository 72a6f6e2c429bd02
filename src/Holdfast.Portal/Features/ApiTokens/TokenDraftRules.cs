using Holdfast.Model.Problems;
using Holdfast.Portal.Access;

namespace Holdfast.Portal.Features.ApiTokens;

/// <summary>All that is wrong with a wanted API token, at once.</summary>
public static class TokenDraftRules
{
    public static IReadOnlyList<Problem> Check(TokenDraft wanted) =>
        [
            .. IsName(wanted.Name) ? [] : new[] { TokenProblems.BadName.At("name", "") },
            .. wanted.Scopes.Count > 0 ? [] : new[] { TokenProblems.NoScope.At("scopes", "") },
            .. wanted
                .Scopes.Index()
                .Where(scope => AccessWords.ScopeOf(scope.Item) is null)
                .Select(scope => TokenProblems.NoScope.At($"scopes[{scope.Index}]", "")),
            .. wanted.Days is >= 1 and <= TokenDraft.MostDays
                ? []
                : new[] { TokenProblems.BadLife.At("days", $"{wanted.Days} days.") },
        ];

    /// <summary>It stands in the audit log beside names of people, so nothing that could look like something else.</summary>
    private static bool IsName(string name) =>
        name.Length is >= 1 and <= TokenDraft.LongestName
        && name.Trim() == name
        && name.All(c => char.IsAsciiLetterOrDigit(c) || c is ' ' or '.' or '-' or '_');
}
