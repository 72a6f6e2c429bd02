using System.Globalization;
using Holdfast.Model.Problems;

namespace Holdfast.Failover.Configuration.Rules;

/// <summary>
/// A takeover that takes its normal time finds a grant that still lasts: otherwise the standby gets the addresses, and its database is
/// not promoted.
/// </summary>
internal sealed class GrantRule : IGroupRule
{
    public IEnumerable<Problem> Check(FailoverFile file)
    {
        if (file.Group.Database is not { } database)
        {
            yield break;
        }

        var time = TakeoverTime.Of(file.Group);
        if (database.GrantMilliseconds < time.Whole.TotalMilliseconds)
        {
            yield return DatabaseProblems.GrantTooShort.At(
                "group.database.grantMilliseconds",
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{database.GrantMilliseconds} is less than {Math.Ceiling(time.Whole.TotalMilliseconds)}: {time}."
                )
            );
        }
    }
}
