using Holdfast.Model.Addresses;
using Holdfast.Model.Placing;
using Holdfast.Model.Problems;

namespace Holdfast.Model.Profiles.Validation.Rules;

/// <summary>Only a profile that can be divided has further units; each is another one, and has a name.</summary>
internal sealed class FurtherUnitsRule : IProfileRule
{
    private const string List = "furtherUnits";

    public IEnumerable<Problem> Check(PlacedProfile placed)
    {
        var profile = placed.Profile;
        if (
            profile.FurtherUnits.Count > 0
            && !ProfileParts.AreIn(profile)
            && placed.Knows("placement", "unit", "wireGuard")
        )
        {
            yield return ProfileProblems.FurtherUnitsNeed.At(
                placed.At(List),
                $"There are {profile.FurtherUnits.Count}."
            );
        }

        HashSet<int> seen = profile.Unit is { } first && placed.Knows("unit") ? [first] : [];
        foreach (var (index, further) in profile.FurtherUnits.Index())
        {
            var setting = $"{List}[{placed.Unread.IndexIn(List, index)}]";
            if (placed.Knows($"{setting}.unit") && !seen.Add(further.Unit))
            {
                yield return ProfileProblems.UnitTwice.At(placed.At($"{setting}.unit"), $"Unit {further.Unit}.");
            }

            if (placed.Knows($"{setting}.hostName") && !HostSyntax.IsHost(further.HostName))
            {
                yield return ProfileProblems.InvalidHostName.At(
                    placed.At($"{setting}.hostName"),
                    $"\"{Shown.Text(further.HostName)}\"."
                );
            }
        }
    }
}
