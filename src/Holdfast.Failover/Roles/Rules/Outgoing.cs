using Holdfast.Failover.Heartbeat;
using Holdfast.Failover.Members;
using Holdfast.Failover.Roles.Actions;

namespace Holdfast.Failover.Roles.Rules;

/// <summary>What we say.</summary>
internal static class Outgoing
{
    private const int AnswersInInterval = 4;

    /// <summary>An advertisement when active, else a status, where the group speaks it.</summary>
    public static void Send(Turn turn, bool atOnce)
    {
        var kind = turn.Role == Role.Active ? VrrpKind.Advertisement : VrrpKind.Status;
        if (kind == VrrpKind.Advertisement || turn.Config.SpeaksStatus)
        {
            Send(turn, kind, turn.Config.Priority, atOnce);
        }
    }

    /// <summary>Priority 0: others need not wait for silence.</summary>
    public static void Goodbye(Turn turn) => Send(turn, VrrpKind.Advertisement, priority: 0, atOnce: true);

    /// <summary>At once, but not so often that a flood makes a flood.</summary>
    /// <returns>Whether it was time for an answer.</returns>
    public static bool Answer(Turn turn)
    {
        var answers = turn.Now - turn.State.LastHeartbeat >= turn.Config.Interval / AnswersInInterval;
        if (answers)
        {
            Send(turn, atOnce: true);
        }

        return answers;
    }

    public static MemberStatus Status(Turn turn)
    {
        var state = turn.State;
        return new MemberStatus(
            turn.Config.Self,
            state.Role,
            state.Healthy,
            state.HoldsAddresses,
            ClaimRule.IsReady(turn),
            state.Standing,
            state.HandOver?.Successor ?? MemberId.Nobody,
            state.Role == Role.Active ? state.Held : Hearing.FreshActive(turn),
            state.Highest,
            state.Position
        );
    }

    private static void Send(Turn turn, VrrpKind kind, byte priority, bool atOnce)
    {
        turn.State = turn.State with { LastHeartbeat = turn.Now };
        turn.Do(new SendHeartbeat(kind, priority, turn.Config.Interval, Status(turn), atOnce));
    }
}
