using Holdfast.Failover.Database.Actions;
using Holdfast.Failover.Database.Events;
using Holdfast.Failover.Database.Reports;

namespace Holdfast.Failover.Database.Rules;

/// <summary>
/// The server ended. Where nobody stopped it: a standby in step that takes over is quicker than any restart; where there is none, it is
/// restarted.
/// </summary>
internal static class ServerRule
{
    public static void Apply(DatabaseTurn turn, ServerEnded ended)
    {
        var state = turn.State;
        if (ended.Work == state.Work?.Id)
        {
            // It ended before we heard that it had started.
            Retry(turn);
        }
        else if (ended.Work == state.StartedBy && state.Condition is ServerCondition.Standby or ServerCondition.Primary)
        {
            End(turn);
        }
    }

    private static void End(DatabaseTurn turn)
    {
        var state = turn.State;
        var (led, stops) = (
            state.Condition == ServerCondition.Primary || state.Replication.Writes,
            state.Work?.Job == Job.Stop
        );
        turn.State = state with
        {
            Condition = ServerCondition.Stopped,
            Sync = SyncStage.Alone,
            EndedAt = led ? turn.Now : state.EndedAt,
            Replication = state.Replication with { Writes = false },
        };
        if (stops)
        {
            return;
        }

        if (!led)
        {
            Retry(turn);
            return;
        }

        turn.State = turn.State with { Work = null };
        if (state.Work is { Job: Job.Drain } drain)
        {
            HandOverRule.Drained(turn, drain);
        }
        else if (state.Role.Active)
        {
            turn.Say(new PrimaryGone());
            turn.Do(new GiveRoleAway());
        }
    }

    private static void Retry(DatabaseTurn turn) =>
        turn.State = turn.State with { Work = null, RetryAt = turn.Now + turn.Config.Retry };
}
