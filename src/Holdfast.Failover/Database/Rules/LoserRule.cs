namespace Holdfast.Failover.Database.Rules;

/// <summary>Whose member is not active does not write: it is stopped at once, whatever is under way.</summary>
internal static class LoserRule
{
    private static readonly Job[] OfPrimaries = [Job.Promote, Job.Drain, Job.Wait, Job.WaitNot, Job.Open, Job.Close];

    public static void Apply(DatabaseTurn turn)
    {
        var state = turn.State;
        var writes =
            state.Condition == ServerCondition.Primary
            || state.Replication.Writes
            || (state.Work is { } work && Array.IndexOf(OfPrimaries, work.Job) >= 0);
        if (state.Role.Active || !writes || state.Work?.Job == Job.Stop)
        {
            return;
        }

        // A promotion may have come to its end unheard.
        turn.State = state with
        {
            Condition = ServerCondition.Primary,
        };
        if (state.Work is not null || turn.IsFree)
        {
            turn.Begin(Job.Stop);
        }
    }
}
