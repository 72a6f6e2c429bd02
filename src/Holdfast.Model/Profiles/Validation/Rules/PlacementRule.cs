using Holdfast.Model.Problems;

namespace Holdfast.Model.Profiles.Validation.Rules;

/// <summary>Shared nodes have one name, a unit belongs to shared nodes, and those have no parts of the pool.</summary>
internal sealed class PlacementRule : IProfileRule
{
    public IEnumerable<Problem> Check(PlacedProfile placed)
    {
        if (!placed.Knows("placement"))
        {
            yield break;
        }

        var profile = placed.Profile;
        var isShared = profile.Placement == Placement.Shared;
        if (isShared && profile.HostName is null && placed.Knows("hostName"))
        {
            yield return ProfileProblems.SharedNeedsHostName.At(placed.At("hostName"), "");
        }

        if (isShared && profile.WireGuard is { Slices.Count: > 0 } && placed.Knows("wireGuard.slices"))
        {
            yield return ProfileProblems.SharedHasNoSlices.At(placed.At("wireGuard.slices"), "");
        }

        if (!isShared && profile.Unit is { } unit && placed.Knows("unit"))
        {
            yield return ProfileProblems.UnitNeedsShared.At(placed.At("unit"), $"Unit {unit}.");
        }
    }
}
