using Holdfast.Failover.Database.Actions;
using Holdfast.Failover.Database.Reports;

namespace Holdfast.Failover.Database.Rules;

/// <summary>
/// A planned switch: the primary stops when its standby has everything, and only then is the role given away. If nobody takes it while
/// the grant lasts, the primary is started again.
/// </summary>
internal static class HandOverRule
{
    public static void Apply(DatabaseTurn turn)
    {
        var state = turn.State;
        if (!state.HandsOver)
        {
            return;
        }

        var can = state is { Role.Active: true, Condition: ServerCondition.Primary, Sync: SyncStage.InStep };
        if (!can)
        {
            turn.State = state with { HandsOver = false };
            turn.Say(new NotHandedOver());
        }
        else if (turn.IsFree)
        {
            turn.State = state with { HandsOver = false };
            turn.Begin(Job.Drain);
        }
    }

    /// <summary>The server has stopped.</summary>
    public static void Drained(DatabaseTurn turn, Work drain)
    {
        turn.Say(new WorkDone(Job.Drain, turn.Now - drain.Since));
        turn.Do(new GiveRoleAway());
    }
}
