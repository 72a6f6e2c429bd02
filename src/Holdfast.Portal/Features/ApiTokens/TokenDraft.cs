namespace Holdfast.Portal.Features.ApiTokens;

/// <summary>An API token as somebody wants one.</summary>
/// <param name="Scopes">As they are written.</param>
/// <param name="Days">How long it is good; 1 to 3650.</param>
public sealed record TokenDraft(string Name, IReadOnlyList<string> Scopes, int Days)
{
    /// <summary>A year: long enough to be no nuisance, short enough that a forgotten one ends.</summary>
    public const int UsualDays = 365;

    public const int MostDays = 3650;

    public const int LongestName = 60;
}
