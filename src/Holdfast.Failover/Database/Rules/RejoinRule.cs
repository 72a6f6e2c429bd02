namespace Holdfast.Failover.Database.Rules;

/// <summary>
/// Data that cannot simply follow the other's is made to: it has led before, or what it needs is not there any more, or there is none.
/// </summary>
internal static class RejoinRule
{
    public static void Apply(DatabaseTurn turn)
    {
        var state = turn.State;
        if (state.Role.Active || !turn.IsFree)
        {
            return;
        }

        if (state.Rejoin == RejoinStep.Done)
        {
            turn.Remember(new DatabaseMemory(DatabaseMember.Follower, state.Role.Highest, Alone: false));
            return;
        }

        if (!state.Role.OtherActive || Need(turn) is not { } need)
        {
            return;
        }

        if (state.Condition == ServerCondition.Standby)
        {
            turn.State = state with { Rejoin = need };
            turn.Begin(Job.Stop);
        }
        else if (state.Condition is ServerCondition.Stopped or ServerCondition.Absent)
        {
            turn.Begin(need == RejoinStep.Clone ? Job.Clone : Job.Rewind, state.Memory);
        }
    }

    private static RejoinStep? Need(DatabaseTurn turn)
    {
        var state = turn.State;
        return state.Condition == ServerCondition.Absent || state.Memory.Member == DatabaseMember.None
                ? RejoinStep.Clone
            : state.Rejoin != RejoinStep.None ? state.Rejoin
            : state.Memory.Member >= DatabaseMember.Claimant ? RejoinStep.Rewind
            : !FollowsInVain(turn) ? null
            : state.Tried == RejoinStep.None ? RejoinStep.Rewind
            : RejoinStep.Clone;
    }

    private static bool FollowsInVain(DatabaseTurn turn) =>
        turn.State.Condition == ServerCondition.Standby && turn.Now - turn.State.ReceivedAt > turn.Config.RejoinAfter;
}
