using Holdfast.Failover.Members;

namespace Holdfast.Failover.Roles.Rules;

/// <summary>The operator stops this member. An active one is followed first, when there is somebody to follow.</summary>
internal static class StopRule
{
    public static void Apply(Turn turn)
    {
        switch (turn.Role)
        {
            case Role.Active when Successors.Best(turn) is { } best:
                HandOverRule.Begin(turn, best.Member, ChangeReason.Stopped, thenStop: true);
                break;
            case Role.Active:
                StepDown.ToStop(turn);
                break;
            default:
                WitnessRule.Release(turn);
                turn.State = turn.State with { Claim = null };
                turn.Enter(Role.Stopping, ChangeReason.Stopped, turn.State.Highest);
                Outgoing.Send(turn, atOnce: true);
                break;
        }
    }
}
