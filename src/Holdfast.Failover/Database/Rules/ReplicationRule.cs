namespace Holdfast.Failover.Database.Rules;

internal static class ReplicationRule
{
    public static void Apply(DatabaseTurn turn, ReplicationView seen)
    {
        var state = turn.State;
        turn.State = state with
        {
            Replication = seen,
            Standby = state.Standby.Seen(state.Replication, seen, turn.Now),
            ReceivedAt = seen.Receives ? turn.Now : state.ReceivedAt,
            Tried = seen.Receives ? RejoinStep.None : state.Tried,
        };
    }
}
