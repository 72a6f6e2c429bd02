using Holdfast.Model.Problems;

namespace Holdfast.Model.Profiles.Validation.Rules;

internal sealed class UniqueIdRule : IProfileSetRule
{
    public IEnumerable<Problem> Check(IReadOnlyList<PlacedProfile> placed) =>
        placed
            .Where(one => one.Knows("id"))
            .GroupBy(one => one.Profile.Id)
            .SelectMany(same => same.Skip(1))
            .Select(one => ProfileProblems.DuplicateId.At(one.At("id"), $"\"{Shown.Text(one.Profile.Id)}\"."));
}
