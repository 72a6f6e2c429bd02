using Holdfast.Failover.Members;

namespace Holdfast.Failover.Roles.Rules;

/// <summary>
/// Where pre-emption is switched on, the active member gives the role to a ready standby of higher priority: nobody has to take it.
/// </summary>
internal static class PreemptRule
{
    public static void Apply(Turn turn)
    {
        var state = turn.State;
        var rests = state.Role != Role.Active || state.OnHold || state.HandOver is not null || turn.Now < state.RetryAt;
        if (turn.Config.Preempts && !rests && Better(turn) is { } better)
        {
            HandOverRule.Begin(turn, better.Member, ChangeReason.HigherPriority, thenStop: false);
        }
    }

    private static PeerView? Better(Turn turn) =>
        turn
            .State.Peers.Where(peer => peer.Priority > turn.Config.Priority && Successors.CanTake(turn, peer))
            .MaxBy(peer => peer.Priority);
}
