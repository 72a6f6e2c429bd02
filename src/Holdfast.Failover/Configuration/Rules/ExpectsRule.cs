using Holdfast.Failover.Health;
using Holdfast.Model.Problems;

namespace Holdfast.Failover.Configuration.Rules;

/// <summary>Programs whose health is expected have names that they can report under.</summary>
internal sealed class ExpectsRule : IGroupRule
{
    private const int Most = 8;

    public IEnumerable<Problem> Check(FailoverFile file)
    {
        var expects = file.Local.Expects;
        if (expects.Count > Most || expects.Distinct(StringComparer.Ordinal).Count() != expects.Count)
        {
            yield return ConfigurationProblems.ExpectsWrong.At("local.expects", "There are too many, or one twice.");
        }

        foreach (var name in expects.Where(name => !HealthReports.IsName(name)))
        {
            yield return ConfigurationProblems.ExpectsWrong.At("local.expects", $"'{name}' is no name.");
        }
    }
}
