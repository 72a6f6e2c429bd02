using Holdfast.Model.Problems;

namespace Holdfast.Model.Profiles.Validation;

/// <summary>A rule that one profile keeps or breaks by itself.</summary>
internal interface IProfileRule
{
    IEnumerable<Problem> Check(PlacedProfile placed);
}
