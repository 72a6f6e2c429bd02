using Holdfast.Model.Problems;

namespace Holdfast.Failover.Configuration.Rules;

/// <summary>Times are within what the protocols and the kernel can do.</summary>
internal sealed class NumbersRule : IGroupRule
{
    public IEnumerable<Problem> Check(FailoverFile file)
    {
        var (group, local) = (file.Group, file.Local);
        if (group.IntervalMilliseconds is < 10 or > 40_950 || group.IntervalMilliseconds % 10 != 0)
        {
            yield return Wrong(
                "group.intervalMilliseconds",
                $"{group.IntervalMilliseconds} is not one of 10, 20, ... 40950."
            );
        }

        if (group.LeaseSeconds is < 1 or > 60)
        {
            yield return Wrong("group.leaseSeconds", $"{group.LeaseSeconds} is not 1 to 60.");
        }

        if (local.GraceMilliseconds is < 100 or > 60_000)
        {
            yield return Wrong("local.graceMilliseconds", $"{local.GraceMilliseconds} is not 100 to 60000.");
        }
    }

    private static Problem Wrong(string where, string detail) => ConfigurationProblems.NumberWrong.At(where, detail);
}
