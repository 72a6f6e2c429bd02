namespace Holdfast.Failover.Database.Rules;

/// <summary>Who may be promoted: whose data has everything that was acknowledged.</summary>
internal static class Entitlement
{
    public static bool MayPromote(DatabaseTurn turn)
    {
        var state = turn.State;
        return state.Memory.Member switch
        {
            _ when state.CreationAllowed => true,
            DatabaseMember.None => false,
            // It was promoted in time, and something went wrong behind it.
            DatabaseMember.Claimant when state.Replication.Writes && state.Memory.Reign == state.Role.Held => true,
            _ when LedUnderThisEpoch(state) => state.Memory.Alone || GrantsOfOldAreOver(turn),
            DatabaseMember.Follower when turn.GrantLasts => true,
            _ => state.Entitled || state.DegradedAllowed || turn.Config.AllowsDegraded || Granted(turn),
        };
    }

    /// <summary>
    /// What this member led when it was last primary is still all that there is: nobody has claimed since. Had it gone on alone, nobody
    /// could have by itself; had it not, the other must be here and say that it has not.
    /// </summary>
    public static bool IsComplete(DatabaseTurn turn)
    {
        var (role, memory) = (turn.State.Role, turn.State.Memory);
        return memory.Member == DatabaseMember.Leader
            && role.Highest == memory.Reign
            && (
                memory.Alone
                || (
                    role is { OtherHeard: true, OtherActive: false }
                    && role.OtherHighest == memory.Reign
                    && GrantsOfOldAreOver(turn)
                )
            );
    }

    /// <summary>The epoch was made durable for the promotion, which is still to come.</summary>
    private static bool Granted(DatabaseTurn turn) =>
        turn.GrantLasts && turn.State.Memory.Reign == turn.State.Role.Held;

    private static bool LedUnderThisEpoch(DatabaseState state) =>
        state.Memory.Member >= DatabaseMember.Claimant
        && state.Led == state.Role.Held
        && state.Memory.Reign == state.Led;

    private static bool GrantsOfOldAreOver(DatabaseTurn turn) =>
        turn.Now >= turn.State.EndedAt + turn.Config.Grant + turn.Config.Slack;
}
