namespace Holdfast.Failover.Roles.Rules;

/// <summary>To whom an active member can give the role.</summary>
internal static class Successors
{
    public static bool CanTake(Turn turn, PeerView peer) => peer.Status.Ready && Hearing.Hears(turn, peer);

    /// <summary>The one with most of the database, then with the highest priority. Null: nobody.</summary>
    public static PeerView? Best(Turn turn) =>
        turn
            .State.Peers.Where(peer => CanTake(turn, peer))
            .OrderByDescending(peer => peer.Status.Position)
            .ThenByDescending(peer => peer.Priority)
            .ThenBy(peer => peer.Member)
            .FirstOrDefault();
}
