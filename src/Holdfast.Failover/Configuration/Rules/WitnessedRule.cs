using Holdfast.Failover.Heartbeat;
using Holdfast.Model.Problems;

namespace Holdfast.Failover.Configuration.Rules;

/// <summary>The witness is a third machine, and only a group whose heartbeats are authenticated can have one.</summary>
internal sealed class WitnessedRule : IGroupRule
{
    private const int LongestLease = 60_000;

    public IEnumerable<Problem> Check(FailoverFile file) =>
        file.Group.Witness is { } witness ? Check(file.Group, witness) : [];

    private static IEnumerable<Problem> Check(GroupConfiguration group, WitnessConfiguration witness)
    {
        var all = group.Members.SelectMany(member => member.Addresses);
        if (
            all.Concat(group.Units.SelectMany(unit => unit.Addresses).Select(one => one.Address))
                .Contains(witness.Address)
        )
        {
            yield return Wrong("address", $"{witness.Address} is of the group itself.");
        }

        if (witness.Port is < 1 or > 65535)
        {
            yield return Wrong("port", "A port is 1 to 65535.");
        }

        if (witness.LeaseMilliseconds is { } lease && (lease < 2 * group.IntervalMilliseconds || lease > LongestLease))
        {
            yield return Wrong("leaseMilliseconds", $"{lease} is not two intervals to {LongestLease}.");
        }

        if (group.Authentication < AuthenticationMode.Permissive)
        {
            yield return Wrong("address", "The heartbeats of the group have no epochs.");
        }
    }

    private static Problem Wrong(string part, string detail) =>
        ConfigurationProblems.WitnessWrong.At($"group.witness.{part}", detail);
}
