using Holdfast.Failover.Members;

namespace Holdfast.Failover.Roles.Rules;

/// <summary>
/// A pause of our own process is never the others' silence: afterwards we listen for a whole down interval. One that was active and away for
/// longer than the others wait must assume that another is active; its kernel lease ends by itself.
/// </summary>
internal static class PauseRule
{
    public static void Apply(Turn turn, TimeSpan gap)
    {
        if (gap <= RoleTiming.Pause(turn.Config.Interval))
        {
            return;
        }

        if (turn.Role == Role.Active)
        {
            if (gap < RoleTiming.OthersDown(turn.Config.Interval))
            {
                return;
            }

            StepDown.Apply(turn, ChangeReason.Paused);
        }
        else if (turn.Role == Role.Claiming)
        {
            ClaimRule.Abandon(turn, ChangeReason.Paused, TimeSpan.Zero);
        }

        turn.State = turn.State with { ListenUntil = turn.Now + turn.Down };
    }
}
