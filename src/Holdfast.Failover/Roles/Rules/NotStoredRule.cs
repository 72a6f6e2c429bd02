using Holdfast.Failover.Members;
using Holdfast.Failover.Roles.Reports;

namespace Holdfast.Failover.Roles.Rules;

/// <summary>The disk did not take an epoch: no claim. An active member stays what it is and tries again.</summary>
internal static class NotStoredRule
{
    public static void Apply(Turn turn, Epoch epoch)
    {
        Storing.End(turn, epoch);
        turn.Tell(new EpochNotKept(epoch));
        var retry = turn.Config.Patience.Retry;
        turn.State = turn.State with
        {
            Store = turn.State.Store with { Raise = Epoch.None, RetryAt = turn.Now + retry },
        };
        if (turn.State.Claim is { } claim && claim.Epoch == epoch)
        {
            ClaimRule.Abandon(turn, ChangeReason.EpochNotStored, retry);
        }
    }
}
