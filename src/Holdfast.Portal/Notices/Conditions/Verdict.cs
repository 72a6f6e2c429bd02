using Holdfast.Data.Notices;

namespace Holdfast.Portal.Notices.Conditions;

/// <summary>What follows from a look.</summary>
/// <param name="Tell">What is to be told.</param>
/// <param name="Keep">What is to be remembered in place of what was.</param>
/// <param name="Forget">What is over.</param>
public sealed record Verdict(
    IReadOnlyList<Told> Tell,
    IReadOnlyList<KnownCondition> Keep,
    IReadOnlyList<KnownCondition> Forget
);
