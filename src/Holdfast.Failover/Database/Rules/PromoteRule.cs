namespace Holdfast.Failover.Database.Rules;

/// <summary>
/// The active one's database becomes the primary, when it may. It is started as a standby before, so that no server ever comes up
/// writable, and every reign has a timeline of its own.
/// </summary>
internal static class PromoteRule
{
    public static void Apply(DatabaseTurn turn)
    {
        var state = turn.State;
        if (!state.Role.Active || !turn.IsFree || !turn.Rules.MayPromote(turn))
        {
            return;
        }

        if (state.Condition == ServerCondition.Stopped)
        {
            turn.Begin(Job.Start);
        }
        else if (state.Condition == ServerCondition.Standby)
        {
            Promote(turn);
        }
    }

    private static void Promote(DatabaseTurn turn)
    {
        var memory = turn.State.Memory;
        var isNoted = memory.Member >= DatabaseMember.Claimant && memory.Reign == turn.State.Role.Held;
        if (turn.Rules.RemembersFirst && !isNoted)
        {
            // No leader yet: until it is promoted, the other may go on without it.
            turn.Remember(new DatabaseMemory(DatabaseMember.Claimant, turn.State.Role.Held, Alone: false));
        }
        else
        {
            turn.Begin(Job.Promote);
        }
    }
}
