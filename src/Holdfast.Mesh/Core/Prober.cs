using Holdfast.Mesh.Members;
using Holdfast.Mesh.Messages;

namespace Holdfast.Mesh.Core;

/// <summary>
/// Asks one member after the other whether it is there, in a new order each round, directly and then through others, as SWIM does (Das,
/// Gupta, Motivala 2002). Whoever gets few answers at all doubts itself first (Dadgar, Phillips, Currey 2018).
/// </summary>
internal sealed class Prober(MeshRules rules, MemberTable members, Questions questions, Dice dice)
{
    private readonly List<HostId> _round = [];
    private TimeSpan _periodEnds;
    private TimeSpan _deadRetry;
    private Probe? _probe;

    /// <summary>1 to <see cref="MeshRules.MostDoubt"/>.</summary>
    public int Doubt { get; private set; } = 1;

    /// <summary>How long a suspect has time.</summary>
    public TimeSpan Suspicion =>
        rules.Suspicion * Math.Max(1, Math.Log10(Math.Max(1, members.All.Count(member => member.IsPresent)))) * Doubt;

    public void Skip(TimeSpan gap)
    {
        _periodEnds += gap;
        if (_probe is not null)
        {
            _probe.AskedAt += gap;
        }
    }

    /// <returns>Whom we suspect from now on; null: nobody.</returns>
    public Member? Tick(Turn turn, View view)
    {
        AskOthers(turn);
        RetryDead(turn, view);
        if (turn.Now < _periodEnds)
        {
            return null;
        }

        var suspect = Conclude();
        _periodEnds = turn.Now + dice.Jitter(rules.Period * Doubt);
        if (Next() is { } target)
        {
            Begin(turn, target, view);
        }

        return suspect;
    }

    /// <summary>The member is asked at once, out of its turn: somebody has a reason to doubt that it lives.</summary>
    public void Hurry(Turn turn, Member target, View view)
    {
        if (_probe?.Target != target.Record.Host && target.IsPresent)
        {
            Begin(turn, target, view);
            _periodEnds = turn.Now + rules.Period;
        }
    }

    /// <summary>The target of a probe has answered, itself or through another.</summary>
    public void Answered(HostId target)
    {
        if (_probe is { } probe && probe.Target == target)
        {
            probe.IsAnswered = true;
        }
    }

    private void Begin(Turn turn, Member target, View view)
    {
        var number = questions.Ask(target.Record.Host, Way.Outside, turn.Now);
        _probe = new Probe(target.Record.Host, number) { AskedAt = turn.Now };
        if (target.Address is { } address)
        {
            turn.Send(target.Record.Host, address, new Ping(number, view));
        }
    }

    private void AskOthers(Turn turn)
    {
        if (_probe is not { IsAnswered: false, HasAskedOthers: false } probe)
        {
            return;
        }

        var far = members.Find(probe.Target)?.Path.RoundTrip * 2 ?? TimeSpan.Zero;
        var wait = far > rules.DirectWait ? far : rules.DirectWait;
        if (turn.Now - probe.AskedAt < wait)
        {
            return;
        }

        probe.HasAskedOthers = true;
        var helpers = members.Present.Where(member => member.Record.Host != probe.Target).ToList();
        dice.Shuffle(helpers);
        foreach (var helper in helpers.Where(helper => helper.Address is not null).Take(rules.Helpers))
        {
            turn.Send(helper.Record.Host, helper.Address, new AskFor(probe.Number, probe.Target));
        }
    }

    private Member? Conclude()
    {
        if (_probe is not { } probe)
        {
            return null;
        }

        _probe = null;
        Doubt = Math.Clamp(Doubt + (probe.IsAnswered ? -1 : 1), 1, rules.MostDoubt);
        return probe.IsAnswered ? null : members.Find(probe.Target);
    }

    private Member? Next()
    {
        if (_round.Count == 0)
        {
            _round.AddRange(members.Present.Select(member => member.Record.Host));
            dice.Shuffle(_round);
        }

        while (_round.Count > 0)
        {
            var next = members.Find(_round[^1]);
            _round.RemoveAt(_round.Count - 1);
            if (next is { IsPresent: true })
            {
                return next;
            }
        }

        return null;
    }

    /// <summary>After a partition nobody is present for anybody; somebody has to ask.</summary>
    private void RetryDead(Turn turn, View view)
    {
        if (turn.Now < _deadRetry)
        {
            return;
        }

        _deadRetry = turn.Now + dice.Jitter(rules.DeadRetry);
        var dead = members.All.Where(m => m is { Status: HostStatus.Dead, Address: not null }).ToList();
        if (dead.Count > 0)
        {
            var member = dead[dice.Next(dead.Count)];
            var number = questions.Ask(member.Record.Host, Way.Outside, turn.Now);
            turn.Send(
                member.Record.Host,
                member.Address,
                new Ping(number, view),
                new Verdict(member.Record.Host, member.Record.Stamp, HostStatus.Dead)
            );
        }
    }

    private sealed class Probe(HostId target, uint number)
    {
        public HostId Target => target;

        public uint Number => number;

        public TimeSpan AskedAt { get; set; }

        public bool HasAskedOthers { get; set; }

        public bool IsAnswered { get; set; }
    }
}
