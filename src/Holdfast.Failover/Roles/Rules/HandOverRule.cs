using Holdfast.Failover.Members;
using Holdfast.Failover.Roles.Reports;

namespace Holdfast.Failover.Roles.Rules;

/// <summary>Asks another member to take over, and takes the question back when it does not.</summary>
internal static class HandOverRule
{
    public static void Begin(Turn turn, MemberId successor, ChangeReason reason, bool thenStop)
    {
        var until = turn.Now + turn.Config.Patience.SwitchOver;
        var stops = thenStop || turn.State.HandOver is { ThenStop: true };
        turn.State = turn.State with { HandOver = new HandOver(successor, until, reason, stops) };
        Outgoing.Send(turn, atOnce: true);
    }

    public static void Apply(Turn turn)
    {
        if (turn.State.HandOver is not { } handOver || turn.Now < handOver.Until)
        {
            return;
        }

        if (handOver.ThenStop)
        {
            StepDown.WithGoodbye(turn, ChangeReason.Stopped);
            return;
        }

        turn.Tell(new SwitchOverUndone(handOver.Successor, handOver.Reason));
        turn.State = turn.State with { HandOver = null, RetryAt = turn.Now + turn.Config.Patience.Retry };
        Outgoing.Send(turn, atOnce: true);
    }
}
