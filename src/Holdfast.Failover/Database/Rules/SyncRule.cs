using Holdfast.Failover.Database.Reports;

namespace Holdfast.Failover.Database.Rules;

/// <summary>
/// Whether the primary's commits wait for the standby. To begin: they wait, it is durable that the other may be promoted, then the other
/// is granted it. To end, the same backwards, with the length of the last grant in between.
/// </summary>
internal static class SyncRule
{
    public static void Apply(DatabaseTurn turn)
    {
        var state = turn.State;
        if (state is not { Condition: ServerCondition.Primary, Role.Active: true } || !turn.IsFree)
        {
            return;
        }

        if (state.Memory.Reign != state.Role.Held)
        {
            turn.Remember(state.Memory with { Member = DatabaseMember.Leader, Reign = state.Role.Held });
            return;
        }

        var keepsUp = state.Standby.KeepsUp(turn.Config);
        switch (state.Sync)
        {
            case SyncStage.Alone:
                BeginToWait(turn, keepsUp);
                break;
            case SyncStage.Waiting when keepsUp:
                turn.Remember(state.Memory with { Alone = false });
                break;
            case SyncStage.Noted when keepsUp:
                turn.Begin(Job.Open);
                break;
            case SyncStage.Waiting:
                // Also when that fails it may be done: then nothing waits.
                turn.State = state with
                {
                    Sync = SyncStage.Closed,
                };
                turn.Begin(Job.WaitNot);
                break;
            case SyncStage.Noted or SyncStage.InStep when !keepsUp:
                turn.Say(new StandbyLost());
                turn.Begin(Job.Close);
                break;
            case SyncStage.Closing when keepsUp:
                // Commits have waited for it all the time.
                turn.State = state with
                {
                    Sync = SyncStage.Noted,
                };
                turn.Begin(Job.Open);
                break;
            case SyncStage.Closing when turn.Rules.GrantIsOver(turn):
                turn.Remember(state.Memory with { Alone = true });
                break;
            case SyncStage.Closed:
                turn.Begin(Job.WaitNot);
                break;
        }
    }

    private static void BeginToWait(DatabaseTurn turn, bool keepsUp)
    {
        var state = turn.State;
        if (!state.Memory.Alone)
        {
            turn.Remember(state.Memory with { Member = DatabaseMember.Leader, Alone = true });
        }
        else if (keepsUp && state.Replication.Lag <= turn.Config.CloseEnough)
        {
            turn.Begin(Job.Wait);
        }
    }
}
