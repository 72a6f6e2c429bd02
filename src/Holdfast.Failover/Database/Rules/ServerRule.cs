using Holdfast.Failover.Database.Actions;
using Holdfast.Failover.Database.Reports;

namespace Holdfast.Failover.Database.Rules;

/// <summary>
/// The server ended by itself. A standby in step that takes over is quicker than any restart; where there is none, it is restarted.
/// </summary>
internal static class ServerRule
{
    public static void Apply(DatabaseTurn turn)
    {
        var led = turn.State.Condition == ServerCondition.Primary;
        turn.State = turn.State with
        {
            Condition = ServerCondition.Stopped,
            Work = null,
            Sync = SyncStage.Alone,
            EndedAt = led ? turn.Now : turn.State.EndedAt,
            RetryAt = led ? turn.State.RetryAt : turn.Now + turn.Config.Retry,
        };
        if (led)
        {
            turn.Say(new PrimaryGone());
            turn.Do(new GiveRoleAway());
        }
    }
}
