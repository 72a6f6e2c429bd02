using Holdfast.Model.Problems;

namespace Holdfast.Model.Profiles.Validation.Rules;

internal sealed class IdRule : IProfileRule
{
    public IEnumerable<Problem> Check(PlacedProfile placed)
    {
        if (placed.Knows("id") && !NameSyntax.IsId(placed.Profile.Id))
        {
            yield return ProfileProblems.InvalidId.At(placed.At("id"), $"\"{Shown.Text(placed.Profile.Id)}\".");
        }
    }
}
