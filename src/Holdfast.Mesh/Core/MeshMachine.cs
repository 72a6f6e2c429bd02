using System.Net;
using Holdfast.Mesh.Core.Actions;
using Holdfast.Mesh.Core.Events;
using Holdfast.Mesh.Members;
using Holdfast.Mesh.Messages;

namespace Holdfast.Mesh.Core;

/// <summary>
/// One host of a mesh: who the others are, what each claims, who carries what. Owns no socket, clock or file: the same events at the same
/// times lead to the same actions. Not for several threads.
/// </summary>
public sealed partial class MeshMachine
{
    /// <summary>Who hears much at once chooses once.</summary>
    private static readonly TimeSpan Breath = TimeSpan.FromMilliseconds(10);

    private readonly MeshConfig _config;
    private readonly MeshRules _rules;
    private readonly Dice _dice;
    private readonly Questions _questions = new();
    private readonly MemberTable _members;
    private readonly OwnRecord _own;
    private readonly Prober _prober;
    private readonly Holders _holders;
    private readonly Watches _watches;
    private readonly Openings _openings;
    private readonly News _news;
    private readonly Sync _sync;
    private readonly TimeSpan _began;
    private TimeSpan _lastTick;
    private TimeSpan _lastChoice = TimeSpan.MinValue / 2;
    private TimeSpan? _firstMet;
    private RecordStamp _told;
    private bool _wasElsewhere;

    /// <param name="now">On a clock that only goes forward; the events have times of the same.</param>
    public MeshMachine(MeshConfig config, TimeSpan now)
    {
        (_config, _rules, _began, _lastTick) = (config, config.Rules, now, now);
        _dice = new Dice(Mixing.Mix(config.Seed ^ config.Self.Hint));
        _members = new MemberTable(config.Self, config.Rules);
        _own = new OwnRecord(config, _members);
        _prober = new Prober(config.Rules, _members, _questions, _dice);
        _holders = new Holders(config, _members, _own);
        _watches = new Watches(config, _members, _questions);
        _openings = new Openings(config, _members, _questions, _watches, _dice);
        _news = new News(config.Rules);
        _sync = new Sync(config.Rules, _members, _own);
    }

    /// <summary>The newest record of this host.</summary>
    public HostRecord Own => _own.Current;

    /// <summary>What it is to claim, as soon as it has joined.</summary>
    public IEnumerable<IPNetwork> OwnPrefixes => _own.Claims.Select(claim => claim.Wanted.Prefix);

    public HostId Self => _config.Self;

    /// <summary>It has looked for others long enough, and claims what it is to claim.</summary>
    public bool HasJoined => _own.HasJoined;

    public IReadOnlyCollection<Holding> Holdings => _holders.All;

    /// <summary>Answers through the tunnel are due: whether bytes come through it is worth a look at each tick, told by <see cref="Carried"/>.</summary>
    public bool IsInDoubt(TimeSpan now) => _watches.AreInDoubt(now);

    /// <summary>All who live send packets as this host does, by what they said last.</summary>
    public bool IsAgreed => _members.All.All(m => m.Status != HostStatus.Alive || m.View.Chosen == _holders.Digest);

    public View View(TimeSpan now) => new(_members.Digest(_own.Current, now), _holders.Digest);

    public IReadOnlyList<MemberView> Members => [.. _members.All.Select(member => new MemberView(member))];

    public IReadOnlyList<MeshAction> Handle(TimeSpan now, MeshEvent what)
    {
        var turn = new Turn(now);
        switch (what)
        {
            case Tick:
                OnTick(turn);
                break;
            case Heard heard:
                OnHeard(turn, heard);
                break;
            case Met met:
                OnMet(turn, met);
                break;
            case Claimed claimed:
                _own.Put(claimed.Claim, now);
                break;
            case Withdrawn withdrawn:
                _own.Remove(withdrawn.Prefix, now);
                break;
            case DrainAsked asked:
                _own.Drain(asked.Prefix, asked.Drain, now);
                break;
            case ServiceChecked was:
                _own.Check(was.Prefix, was.IsWell, now);
                break;
            case Carried carried:
                OnCarried(turn, carried);
                break;
            case TunnelMade:
                OnTunnelMade(turn);
                break;
            case Leaving:
                _own.Leave(now);
                break;
            default:
                throw new ArgumentException($"No such event: {what}.", nameof(what));
        }

        TellOwn(turn);
        Choose(turn);
        return Finish(turn);
    }

    private void OnTick(Turn turn)
    {
        Skip(turn.Now);
        if (!_own.HasJoined && MayJoin(turn.Now))
        {
            _own.Join(turn.Now);
        }

        _own.Tick(turn.Now);
        Bury(turn);
        var view = View(turn.Now);
        foreach (var broken in _watches.Tick(turn, view, _openings.Expects))
        {
            _members.HasChanged = true;
            _prober.Hurry(turn, broken, view);
        }

        _openings.Tick(turn, view);

        if (_prober.Tick(turn, view) is { Status: HostStatus.Alive } suspect)
        {
            Judge(turn, new Verdict(suspect.Record.Host, suspect.Record.Stamp, HostStatus.Suspect));
        }

        _members.Forget(turn.Now);
        _news.Spread(turn, [.. _members.Present], _dice);
    }

    /// <summary>
    /// A process that stood still has heard nobody, and nobody has heard it. It does not count the silence, and stands back where others
    /// may have taken over.
    /// </summary>
    private void Skip(TimeSpan now)
    {
        var gap = now - _lastTick;
        _lastTick = now;
        if (gap < _rules.Pause)
        {
            return;
        }

        _members.Skip(gap);
        _prober.Skip(gap);
        _openings.Skip(gap);
        _own.Skip(gap);
        if (_own.HasJoined && gap >= _rules.Paths.Timeout && _rules.RenewsClaims)
        {
            _own.Renew(now);
        }
    }

    private bool MayJoin(TimeSpan now) =>
        !_config.LooksForOthers
        || now - _began >= _rules.JoinPatience
        || (_firstMet is { } met && now - met >= _rules.JoinSettling);

    private void Bury(Turn turn)
    {
        var dead = _members
            .All.Where(m => m.Status == HostStatus.Suspect && turn.Now >= m.SuspectUntil)
            .Select(m => new Verdict(m.Record.Host, m.Record.Stamp, HostStatus.Dead))
            .ToList();
        dead.ForEach(verdict => Judge(turn, verdict));
    }

    private void Judge(Turn turn, Verdict verdict)
    {
        if (verdict.Host == _config.Self)
        {
            Refute(turn, verdict);
        }
        else if (_members.Take(turn, verdict, _prober.Suspicion))
        {
            _news.Add(verdict.Host, verdict);
        }
    }

    private void Refute(Turn turn, Verdict verdict)
    {
        if (!_rules.Refutes || verdict.Stamp < _own.Current.Stamp || _own.HasLeft)
        {
            return;
        }

        _own.Refute(verdict.Stamp, turn.Now);
        if (verdict.Status == HostStatus.Dead && _rules.RenewsClaims)
        {
            _own.Renew(turn.Now);
        }
    }

    private void OnHeard(Turn turn, Heard heard)
    {
        if (_members.Find(heard.From) is not { } from)
        {
            return;
        }

        from.LastHeard = turn.Now;
        if (heard.Source is { } source)
        {
            (from.Address, from.IsAddressProven, from.LastHeardOutside) = (source, true, turn.Now);
        }
        else
        {
            _openings.Heard(heard.From);
        }

        foreach (var message in heard.Messages)
        {
            Take(turn, from, heard, message);
        }

        if (from.View.Known != _members.Digest(_own.Current, turn.Now) && heard.Messages.Any(m => m is Ping or Ack))
        {
            _sync.Differs(turn, from);
        }
    }

    private void Take(Turn turn, Member from, Heard heard, MeshMessage message)
    {
        switch (message)
        {
            case Ping ping:
                from.View = ping.View;
                Answer(turn, from, heard, ping);
                break;
            case Ack ack:
                Answered(turn, from, ack);
                break;
            case AskFor ask when _members.Find(ask.Target) is { Address: { } address }:
                var number = _questions.Ask(ask.Target, Way.Outside, turn.Now, (from.Record.Host, ask.Number));
                turn.Send(ask.Target, address, new Ping(number, View(turn.Now)));
                break;
            case Tell tell:
                Learn(turn, tell.Record, tell.Address ?? (tell.Record.Host == heard.From ? heard.Source : null));
                break;
            case Verdict verdict:
                Judge(turn, verdict);
                break;
            case Summary summary:
                _sync.Answer(turn, from, summary);
                break;
        }
    }

    /// <summary>A change of the own record goes to all at once where they are few, and is news where they are many.</summary>
    private void TellOwn(Turn turn)
    {
        if (_told == _own.Current.Stamp)
        {
            return;
        }

        _told = _own.Current.Stamp;
        _news.Add(_config.Self, new Tell(_own.Current, null));
        var present = _members.Present.Where(member => member.Address is not null).ToList();
        if (present.Count <= _rules.FewMembers)
        {
            present.ForEach(m => turn.Send(m.Record.Host, m.Address, new Tell(_own.Current, null)));
        }
    }

    private void Choose(Turn turn)
    {
        if (_members.HasChanged ? turn.Now - _lastChoice >= Breath : turn.Now == _lastTick && _holders.AreDisputed)
        {
            (_members.HasChanged, _lastChoice) = (false, turn.Now);
            _holders.Choose(turn);
            _watches.Choose(_holders.All);
        }
    }

    private IReadOnlyList<MeshAction> Finish(Turn turn)
    {
        var count = _members.All.Count;
        IEnumerable<MeshAction> Fill(MeshAction action)
        {
            if (action is not Send send)
            {
                yield return action;
                yield break;
            }

            var full = send with { Messages = _news.FillUp(send.To, send.Messages, count, Where) };
            if (full.Messages.Count > 0)
            {
                yield return full;
            }
        }

        return [.. turn.Actions.SelectMany(Fill)];
    }

    private IPEndPoint? Where(HostId host) => _members.Find(host)?.Address;
}
