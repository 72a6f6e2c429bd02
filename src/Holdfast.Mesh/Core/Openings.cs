using Holdfast.Mesh.Core.Actions;
using Holdfast.Mesh.Members;
using Holdfast.Mesh.Messages;

namespace Holdfast.Mesh.Core;

/// <summary>
/// Ways through the tunnel that are to begin. WireGuard repeats a handshake that was lost only after 5 s, and two that cross make both
/// hosts wait as long: so one of the two begins, and a way that stays silent while the member speaks outside is begun anew.
/// </summary>
internal sealed class Openings(MeshConfig config, MemberTable members, Questions questions, Watches watches, Dice dice)
{
    /// <summary>So many questions may be lost; after them the session is.</summary>
    private const int Knocks = 2;

    private readonly Dictionary<HostId, Opening> _open = [];

    /// <summary>Of two hosts that hear of each other at once, the one with the smaller id knocks, and the other only when it does not.</summary>
    public void Meet(Turn turn, Member member, View view)
    {
        Await(turn, member);
        if (config.Self < member.Record.Host)
        {
            Knock(turn, member, view);
        }
    }

    /// <summary>This host alone knows that the way has to begin again.</summary>
    public void Begin(Turn turn, Member member, View view)
    {
        Await(turn, member);
        Knock(turn, member, view);
    }

    /// <summary>It is to knock, and not this host: two handshakes would cross.</summary>
    public bool Expects(HostId host) => _open.TryGetValue(host, out var opening) && opening.Knocked == 0;

    /// <summary>Something came through the tunnel: there is a session.</summary>
    public void Heard(HostId from) => _open.Remove(from);

    public void Skip(TimeSpan gap)
    {
        foreach (var opening in _open.Values)
        {
            opening.Due += gap;
        }
    }

    public void Tick(Turn turn, View view)
    {
        foreach (var (host, opening) in _open.Where(pair => turn.Now >= pair.Value.Due).ToList())
        {
            if (members.Find(host) is not { IsPresent: true } member)
            {
                _open.Remove(host);
                continue;
            }

            if (config.Rules.Reopens && opening.Knocked >= Knocks && member.LastHeardOutside > opening.KnockedAt)
            {
                turn.Do(new Reopen(member.Record, opening.Patience == config.Rules.OpeningWait));
                opening.Patience *= 2;
            }

            Knock(turn, member, view);
        }
    }

    private void Await(Turn turn, Member member)
    {
        member.Path.Close();
        _open[member.Record.Host] = new Opening(config.Rules.OpeningWait)
        {
            Due = turn.Now + dice.Jitter(config.Rules.OpeningWait),
        };
    }

    /// <summary>On both ways, so that it is known which of them is silent.</summary>
    private void Knock(Turn turn, Member member, View view)
    {
        if (member.Address is { } address)
        {
            var number = questions.Ask(member.Record.Host, Way.Outside, turn.Now);
            turn.Send(member.Record.Host, address, new Ping(number, view));
        }

        watches.Knock(turn, member, view);
        var opening = _open[member.Record.Host];
        (opening.Knocked, opening.KnockedAt) = (opening.Knocked + 1, turn.Now);
        var wait =
            opening.Patience < config.Rules.LongestOpeningWait ? opening.Patience : config.Rules.LongestOpeningWait;
        opening.Due = turn.Now + dice.Jitter(wait);
    }

    private sealed class Opening(TimeSpan patience)
    {
        public TimeSpan Patience { get; set; } = patience;

        public TimeSpan Due { get; set; }

        public TimeSpan KnockedAt { get; set; }

        public int Knocked { get; set; }
    }
}
