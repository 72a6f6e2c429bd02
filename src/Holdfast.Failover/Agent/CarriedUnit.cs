using System.Collections.Immutable;
using Holdfast.Failover.Members;
using Holdfast.Failover.Roles;
using Holdfast.Model.Failover;

namespace Holdfast.Failover.Agent;

/// <summary>A unit whose agent has let go of it; its addresses are still in the kernel when it was active.</summary>
internal sealed record CarriedUnit(int Vrid, RoleState State, IReadOnlyList<PlacedAddress> Addresses, MarksKeeper Marks)
{
    /// <param name="stored">What the epoch file says now.</param>
    /// <param name="members">All of the group.</param>
    /// <param name="samePaths">What was heard on each path still says something of that path.</param>
    /// <returns>Null: it was in the middle of something, and begins anew.</returns>
    public RoleState? For(IReadOnlyList<MemberId> members, Epoch stored, bool samePaths) =>
        State.Role is Role.Active or Role.Standby or Role.Fault
            ? State with
            {
                HandOver = null,
                Claim = null,
                Stored = stored,
                Store = new StoreView(),
                Peers =
                [
                    .. State
                        .Peers.Where(peer => members.Contains(peer.Member))
                        .Select(peer => samePaths ? peer : Anywhere(peer)),
                ],
            }
            : null;

    private static PeerView Anywhere(PeerView peer) =>
        peer with
        {
            Heard = new PathTimes(peer.Heard.Latest, peer.Heard.Latest),
            Silent = default,
        };
}
