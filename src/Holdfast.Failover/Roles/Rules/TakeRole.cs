using Holdfast.Failover.Members;
using Holdfast.Failover.Roles.Actions;

namespace Holdfast.Failover.Roles.Rules;

/// <summary>
/// From claiming to active. The advertisement leaves before the addresses are taken, so that another active member drops them first.
/// </summary>
internal static class TakeRole
{
    public static void Apply(Turn turn)
    {
        var (claim, before) = (turn.State.Claim!, turn.State.Highest);
        turn.State = turn.State with
        {
            Claim = null,
            Held = claim.Epoch,
            Highest = Epoch.Highest(before, claim.Epoch),
            DegradedAllowed = false,
            Announced = 0,
            RetryAt = RoleTiming.Never,
            ActiveInterval = turn.Config.Interval,
            NextHeartbeat = turn.Now + turn.Config.Interval,
        };
        turn.Enter(Role.Active, claim.Reason, before);
        Outgoing.Send(turn, atOnce: true);
        turn.Do(new TakeAddresses(claim.Epoch));
    }
}
