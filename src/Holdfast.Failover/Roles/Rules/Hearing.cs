using Holdfast.Failover.Members;

namespace Holdfast.Failover.Roles.Rules;

/// <summary>Whom we hear.</summary>
internal static class Hearing
{
    /// <summary>
    /// The epoch of the active member that we hear ourselves, now; what is told to others must not be what we were told, or two members
    /// would keep a dead one alive for each other.
    /// </summary>
    public static Epoch FreshActive(Turn turn) => HearsActive(turn) ? turn.State.ActiveHeard : Epoch.None;

    public static bool HearsActive(Turn turn) =>
        turn.Now - turn.State.ActiveHeardAt <= RoleTiming.Fresh(turn.State.ActiveInterval);

    /// <summary>Somebody else of the group is heard, on any path.</summary>
    public static bool HearsAnybody(Turn turn) => turn.Now - LastHeard(turn) < turn.Down;

    /// <summary>Every other member is heard, and none of them is active: nobody can have taken over unheard.</summary>
    public static bool HearsAllIdle(Turn turn)
    {
        var idle = 0;
        foreach (var peer in turn.State.Peers)
        {
            idle += Hears(turn, peer) && peer.Status.Role != Role.Active ? 1 : 0;
        }

        return idle >= turn.Config.Members.Count - 1;
    }

    public static bool Hears(Turn turn, PeerView peer) => turn.Now - peer.Heard.Latest < turn.Down;

    public static TimeSpan LastHeard(Turn turn)
    {
        var latest = turn.State.PlainHeardAt;
        foreach (var peer in turn.State.Peers)
        {
            latest = peer.Heard.Latest > latest ? peer.Heard.Latest : latest;
        }

        return latest;
    }
}
