using Holdfast.Model.Problems;

namespace Holdfast.Failover.Configuration.Rules;

/// <summary>Units can be told apart, and have addresses.</summary>
internal sealed class UnitsRule : IGroupRule
{
    private const int MaximumUnits = 32;
    private const int MaximumAddresses = 16;

    public IEnumerable<Problem> Check(FailoverFile file)
    {
        var units = file.Group.Units;
        if (units.Count is < 1 or > MaximumUnits)
        {
            yield return ConfigurationProblems.UnitsWrong.At(
                "group.units",
                $"There are {units.Count}; 1 to {MaximumUnits}."
            );
        }

        foreach (var problem in units.SelectMany((unit, i) => Check(units, unit, i)))
        {
            yield return problem;
        }
    }

    private static IEnumerable<Problem> Check(IReadOnlyList<UnitConfiguration> units, UnitConfiguration unit, int index)
    {
        if (unit.Vrid is < 1 or > 255 || units.Take(index).Any(other => other.Vrid == unit.Vrid))
        {
            yield return ConfigurationProblems.UnitsWrong.At(
                $"group.units[{index}].vrid",
                $"{unit.Vrid} is out of range or taken."
            );
        }

        if (unit.Addresses.Count is < 1 or > MaximumAddresses)
        {
            yield return ConfigurationProblems.UnitsWrong.At(
                $"group.units[{index}].addresses",
                $"There are {unit.Addresses.Count}; 1 to {MaximumAddresses}."
            );
        }
    }
}
