using Holdfast.Model.Problems;

namespace Holdfast.Model.Profiles.Validation;

/// <summary>A rule about profiles beside each other.</summary>
internal interface IProfileSetRule
{
    IEnumerable<Problem> Check(IReadOnlyList<PlacedProfile> placed);
}
