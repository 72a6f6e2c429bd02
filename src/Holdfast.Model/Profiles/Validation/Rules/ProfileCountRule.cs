using Holdfast.Model.Problems;

namespace Holdfast.Model.Profiles.Validation.Rules;

internal sealed class ProfileCountRule : IProfileSetRule
{
    public IEnumerable<Problem> Check(IReadOnlyList<PlacedProfile> placed)
    {
        if (placed.Count > Limits.Profiles)
        {
            yield return ProfileProblems.TooMany.At(
                "profiles",
                $"{placed.Count} profiles; {Limits.Profiles} are allowed."
            );
        }
    }
}
