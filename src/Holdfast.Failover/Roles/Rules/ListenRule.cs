using Holdfast.Failover.Members;
using Holdfast.Failover.Roles.Events;

namespace Holdfast.Failover.Roles.Rules;

/// <summary>RFC 9568 section 6.4.2: what one that is not active makes of a heartbeat.</summary>
internal static class ListenRule
{
    public static void Apply(Turn turn, HeartbeatHeard heard)
    {
        if (heard.IsActive)
        {
            HearActive(turn, heard);
        }
        else if (heard.IsGoodbye)
        {
            HearGoodbye(turn, heard);
        }
        else if (heard.Status is { } status && status.Epoch != Epoch.None)
        {
            HearRelay(turn);
        }
    }

    private static void HearActive(Turn turn, HeartbeatHeard heard)
    {
        Note(turn, heard);
        if (turn.Config.Preempts && heard.Status is null && heard.Priority < turn.Config.Priority)
        {
            // RFC 9568: its heartbeats do not count, so the timer runs out. One of ours gives the role by itself.
            turn.State = turn.State with
            {
                DownReason = ChangeReason.HigherPriority,
            };
            return;
        }

        turn.State = turn.State with
        {
            ActiveInterval = heard.Interval,
            DownAt = turn.Now + RoleTiming.Down(turn.Config.Priority, heard.Interval),
            DownReason = ChangeReason.Silence,
        };
        Answer(turn, asked: heard.Status?.Successor == turn.Config.Self);
    }

    /// <summary>Our own role, now that an active member lives: one that is not asked to take over does not go on claiming.</summary>
    private static void Answer(Turn turn, bool asked)
    {
        if (asked && ClaimRule.IsReady(turn))
        {
            ClaimRule.Begin(turn, ChangeReason.SwitchOver);
        }
        else if (turn.State.Claim is { } claim && !(asked && claim.Reason == ChangeReason.SwitchOver))
        {
            ClaimRule.Abandon(turn, ChangeReason.ActiveHeard, TimeSpan.Zero);
        }
    }

    /// <summary>Of several active members that are heard, the one with the highest epoch.</summary>
    private static void Note(Turn turn, HeartbeatHeard heard)
    {
        if (heard.Status is { } status && (status.Epoch >= turn.State.ActiveHeard || !Hearing.HearsActive(turn)))
        {
            turn.State = turn.State with { ActiveHeard = status.Epoch, ActiveHeardAt = turn.Now };
        }
    }

    /// <summary>
    /// RFC 9568: the timer becomes the skew, so that of several the one with the highest priority takes over. Only when it is the active
    /// member that goes: one that lost to another says nothing about that other.
    /// </summary>
    private static void HearGoodbye(Turn turn, HeartbeatHeard heard)
    {
        var active = Hearing.FreshActive(turn);
        if (active != Epoch.None && heard.Status?.Member != active.Member)
        {
            return;
        }

        turn.State = turn.State with
        {
            ActiveHeardAt = RoleTiming.Never,
            DownAt = turn.Now + RoleTiming.Skew(turn.Config.Priority, turn.State.ActiveInterval),
            DownReason = ChangeReason.ActiveStopped,
        };
    }

    /// <summary>
    /// Another member hears an active one that we do not hear. Counted from when that member can have heard it last, so that nobody takes
    /// over later because of this.
    /// </summary>
    private static void HearRelay(Turn turn)
    {
        var until = turn.Now + turn.Down - RoleTiming.Fresh(turn.State.ActiveInterval);
        var isNews = turn.State.DownReason == ChangeReason.Silence && !Hearing.HearsActive(turn);
        if (isNews && until > turn.State.DownAt)
        {
            turn.State = turn.State with { DownAt = until };
        }
    }
}
