using Holdfast.Failover.Roles.Reports;

namespace Holdfast.Failover.Roles.Rules;

/// <summary>A member that is heard on one path alone is an alarm, not a failover.</summary>
internal static class PathRule
{
    private const int SilentIntervals = 10;

    public static void Apply(Turn turn)
    {
        // While we listen after a pause of our own, we do not know who was silent.
        if (turn.Config.Paths < 2 || turn.Now < turn.State.ListenUntil)
        {
            return;
        }

        for (var i = 0; i < turn.State.Peers.Length; i++)
        {
            if (Hearing.Hears(turn, turn.State.Peers[i]))
            {
                Check(turn, i, path: 0);
                Check(turn, i, path: 1);
            }
        }
    }

    private static void Check(Turn turn, int index, int path)
    {
        var peer = turn.State.Peers[index];
        var silent = turn.Now - peer.Heard[path] > turn.Config.Interval * SilentIntervals;
        if (silent != peer.Silent[path])
        {
            var changed = peer with { Silent = peer.Silent.With(path, silent) };
            turn.State = turn.State with { Peers = turn.State.Peers.SetItem(index, changed) };
            turn.Tell(new PathChanged(peer.Member, path, Heard: !silent));
        }
    }
}
