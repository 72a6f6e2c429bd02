using Holdfast.Failover.Database.Actions;
using Holdfast.Failover.Database.Reports;
using Holdfast.Failover.Members;

namespace Holdfast.Failover.Database.Rules;

/// <summary>Tells the role's machine whether this member's database allows a claim.</summary>
internal static class StandingRule
{
    public static void Apply(DatabaseTurn turn)
    {
        var standing = Of(turn);
        if (standing == turn.State.Told)
        {
            return;
        }

        turn.State = turn.State with { Told = standing };
        turn.Do(new TellStanding(standing, turn.State.Replication.Position));
        if (standing == DatabaseStanding.Degraded && turn.State.Role.Active)
        {
            turn.Say(new Refused());
        }
    }

    private static DatabaseStanding Of(DatabaseTurn turn)
    {
        var state = turn.State;
        var has =
            state.Role.Active && state.Condition == ServerCondition.Primary
            || turn.GrantLasts && state.Memory.Member == DatabaseMember.Follower
            || state.CreationAllowed
            || (state.Role.Active ? turn.Rules.MayPromote(turn) : turn.Rules.IsComplete(turn));
        return has ? DatabaseStanding.InStep : DatabaseStanding.Degraded;
    }
}
