using Holdfast.Model.Problems;

namespace Holdfast.Model.Profiles.Validation.Rules;

internal sealed class DisplayNameRule : IProfileRule
{
    public IEnumerable<Problem> Check(PlacedProfile placed)
    {
        var name = placed.Profile.DisplayName;
        if (placed.Knows("displayName") && !NameSyntax.IsLine(name))
        {
            yield return ProfileProblems.InvalidDisplayName.At(placed.At("displayName"), $"\"{Shown.Text(name)}\".");
        }
    }
}
