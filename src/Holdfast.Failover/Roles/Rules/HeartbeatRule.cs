namespace Holdfast.Failover.Roles.Rules;

/// <summary>RFC 9568: Adver_Timer. Ours: also for those who are not active. A late one does not make the next one late.</summary>
internal static class HeartbeatRule
{
    public static void Apply(Turn turn)
    {
        if (turn.Now < turn.State.NextHeartbeat)
        {
            return;
        }

        var next = turn.State.NextHeartbeat + turn.Config.Interval;
        turn.State = turn.State with { NextHeartbeat = next > turn.Now ? next : turn.Now + turn.Config.Interval };
        Outgoing.Send(turn, atOnce: false);
    }
}
