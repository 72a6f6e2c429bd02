using Holdfast.Failover.Members;
using Holdfast.Failover.Roles.Events;

namespace Holdfast.Failover.Roles.Rules;

/// <summary>A heartbeat was heard: what is known of its sender is noted, then it means something to our role.</summary>
internal static class HearingRule
{
    public static void Apply(Turn turn, HeartbeatHeard heard)
    {
        if (heard.Status is { } status)
        {
            Note(turn, heard, status);
        }
        else
        {
            turn.State = turn.State with { PlainHeardAt = turn.Now };
        }

        if (turn.Role == Role.Active)
        {
            ActiveHearsRule.Apply(turn, heard);
        }

        // Also for whoever has just given up because of it.
        if (turn.Role is not (Role.Active or Role.Stopping))
        {
            ListenRule.Apply(turn, heard);
        }
    }

    private static void Note(Turn turn, HeartbeatHeard heard, MemberStatus status)
    {
        var state = turn.State;
        var at = Find(state, status.Member);
        var known = at < 0 ? null : state.Peers[at];
        var peer = new PeerView(
            status,
            heard.Priority,
            (known?.Heard ?? new PathTimes(turn.Now, turn.Now)).With(heard.Path, turn.Now),
            known?.Silent ?? default
        );
        turn.State = state with
        {
            Peers = at < 0 ? state.Peers.Add(peer) : state.Peers.SetItem(at, peer),
            Highest = Epoch.Highest(state.Highest, Epoch.Highest(status.Highest, status.Epoch)),
        };
    }

    private static int Find(RoleState state, MemberId member)
    {
        for (var i = 0; i < state.Peers.Length; i++)
        {
            if (state.Peers[i].Member == member)
            {
                return i;
            }
        }

        return -1;
    }
}
