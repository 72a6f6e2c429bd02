using Holdfast.Failover.Members;
using Holdfast.Failover.Roles.Reports;

namespace Holdfast.Failover.Roles.Rules;

/// <summary>
/// A planned switch over: the active member asks, the successor claims the next term and advertises, the active one hears it and drops.
/// So there is no moment without addresses.
/// </summary>
internal static class SwitchOverRule
{
    public static void Apply(Turn turn, MemberId wanted)
    {
        if (Find(turn, wanted) is { } peer)
        {
            HandOverRule.Begin(turn, peer.Member, ChangeReason.SwitchOver, thenStop: false);
        }
        else
        {
            turn.Tell(new SwitchOverRefused(wanted));
        }
    }

    private static PeerView? Find(Turn turn, MemberId wanted) =>
        turn.Role != Role.Active ? null
        : wanted.IsNobody ? Successors.Best(turn)
        : turn.State.Peers.FirstOrDefault(peer => peer.Member == wanted && Successors.CanTake(turn, peer));
}
