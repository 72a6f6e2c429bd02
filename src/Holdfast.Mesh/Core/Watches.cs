using Holdfast.Mesh.Core.Actions;
using Holdfast.Mesh.Members;
using Holdfast.Mesh.Messages;

namespace Holdfast.Mesh.Core;

/// <summary>
/// Asks, through the tunnel, all who claim a prefix that several claim, so that the one that carries it is missed at once and those
/// that would take over have a session. Who claims a prefix alone is not asked: there is nobody else to go to.
/// </summary>
internal sealed class Watches(MeshConfig config, MemberTable members, Questions questions)
{
    private HashSet<HostId> _watched = [];

    public void Choose(IEnumerable<Holding> holdings)
    {
        var next = holdings
            .Where(holding => holding.IsDisputed && holding.Ranked.All(candidate => candidate.Host != config.Self))
            .SelectMany(holding => holding.Ranked.Select(candidate => candidate.Host))
            .ToHashSet();
        foreach (var host in _watched.Except(next))
        {
            members.Find(host)?.Path.Rest();
        }

        _watched = next;
    }

    /// <summary>Whose answers are due.</summary>
    public bool AreInDoubt(TimeSpan now) => _watched.Any(host => members.Find(host)?.Path.IsInDoubt(now) == true);

    public bool IsWatched(HostId host) => _watched.Contains(host);

    /// <param name="isExpected">Whether a host is to be left to begin.</param>
    /// <returns>Whose way has just broken.</returns>
    public List<Member> Tick(Turn turn, View view, Func<HostId, bool> isExpected)
    {
        var broken = new List<Member>();
        foreach (var host in _watched)
        {
            if (members.Find(host) is { } member)
            {
                if (member.Path.Check(turn.Now))
                {
                    turn.Do(new PathChanged(member.Record, IsDown: true));
                    broken.Add(member);
                }

                if (!isExpected(host))
                {
                    Ask(turn, member, view);
                }
            }
        }

        return broken;
    }

    /// <summary>One question outside of the rhythm: a new session begins with it.</summary>
    public void Knock(Turn turn, Member member, View view)
    {
        var number = questions.Ask(member.Record.Host, Way.Inside, turn.Now);
        turn.Send(member.Record.Host, null, new Ping(number, view));
    }

    private void Ask(Turn turn, Member member, View view)
    {
        if (member.Path.NextProbe is not { } due || turn.Now >= due)
        {
            member.Path.Asked(turn.Now);
            Knock(turn, member, view);
        }
    }
}
