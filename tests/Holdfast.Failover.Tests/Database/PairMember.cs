using Holdfast.Failover.Database;
using Holdfast.Failover.Database.Actions;
using Holdfast.Failover.Database.Events;
using Holdfast.Failover.Database.Rules;
using Holdfast.Failover.Members;

namespace Holdfast.Failover.Tests.Database;

/// <summary>A machine with its agent: what it hears becomes events, and what the database's machine wants done takes a while.</summary>
internal sealed class PairMember
{
    private static readonly DatabaseConfig Config = new();
    private readonly PairWorld _world;
    private readonly DatabaseRules _rules;
    private readonly List<(TimeSpan At, DatabaseEvent What, long Life)> _inbox = [];
    private DatabaseMemory _memory = DatabaseMemory.Nothing;
    private (TimeSpan EndsAt, Work Work)? _job;
    private TimeSpan _asksAt;
    private TimeSpan _looksAt;
    private bool _wentOn;
    private long _life;
    private long _startedBy;

    public PairMember(PairWorld world, byte id, DatabaseRules rules)
    {
        (_world, Id, _rules) = (world, id, rules);
        Role = new MemberRole(world, this);
        Server = new MemberServer(world, this);
    }

    public byte Id { get; }

    public MemberRole Role { get; }

    public MemberServer Server { get; }

    public DatabaseState State { get; private set; } =
        DatabaseMachine.Start(DatabaseMemory.Nothing, false, TimeSpan.Zero);

    public bool Up { get; private set; }

    public bool AgentFrozen { get; set; }

    public bool MachineFrozen { get; set; }

    /// <summary>It hears what reaches it.</summary>
    public bool Listens => this is { Up: true, AgentFrozen: false, MachineFrozen: false };

    public bool Writes => Up && !MachineFrozen && Server.Condition == ServerCondition.Primary;

    public bool Reaches =>
        _world.LinkUp && this is { Up: true, MachineFrozen: false } && Other is { Up: true, MachineFrozen: false };

    /// <summary>It did, also when it claimed again since, and has heard of nobody else.</summary>
    public bool WentOnAlone => _wentOn && (Role.Active || Role.Highest == _memory.Reign);

    /// <summary>Under which its server writes, wrote last, or is just being promoted.</summary>
    public Epoch Reign =>
        Role.Active && Server.Condition == ServerCondition.Primary ? Role.Held
        : Server.WasPromoted || _memory.Member == DatabaseMember.Leader || _job?.Work.Job == Job.Promote ? _memory.Reign
        : Epoch.None;

    /// <summary>It may still be promoted by it, by its own clock.</summary>
    public bool HoldsGrant =>
        Up
        && State is { Condition: ServerCondition.Standby, Memory.Member: DatabaseMember.Follower }
        && State.GrantUntil > Clock;

    private PairMember Other => _world.OtherOf(this);

    /// <summary>The clock of each is a little wrong.</summary>
    private TimeSpan Clock => _world.Now * (Id == 1 ? 1.01 : 0.995);

    public void Start()
    {
        (Up, AgentFrozen, MachineFrozen) = (true, false, false);
        State = DatabaseMachine.Start(_memory, Server.HasData, Clock);
        _life++;
        Role.Start();
    }

    public void Crash()
    {
        (Up, _job) = (false, null);
        Role.End();
        Server.End();
        _inbox.Clear();
    }

    /// <summary>As the agent is told of each end of its server, also of one that it wanted.</summary>
    public void EndServer()
    {
        if (Server.Runs)
        {
            Post(new ServerEnded(_startedBy), TimeSpan.FromMilliseconds(_world.Random.Next(3) * 10));
        }

        Server.End();
    }

    public void Wish(OperatorWish wish) => Post(new OperatorAsked(wish), TimeSpan.Zero);

    /// <summary>The operator's word, and a switch over if the other is active.</summary>
    public void AllowDegraded()
    {
        Wish(OperatorWish.AllowDegraded);
        Role.Claim();
    }

    public void Live()
    {
        if (!Up || MachineFrozen)
        {
            return;
        }

        Server.Replicate();
        Server.Acknowledge();
        if (AgentFrozen)
        {
            PromoteByItself();
            return;
        }

        Role.Live();
        Happen(new RoleSeen(Role.View));
        EndJob();
        Look();
        Ask();
        Receive();
        Happen(TimePassed.Instance);
    }

    public override string ToString() =>
        $"{Id}: {(Role.Active ? "active" : "standby")} {Role.Highest}, {State.Condition}, {State.Sync}, {State.Memory}, {State.Told}, {State.Work?.Job}, {State.Trouble}";

    private void Post(DatabaseEvent what, TimeSpan late) => _inbox.Add((_world.Now + late, what, _life));

    private void Receive()
    {
        foreach (var (_, what, life) in _inbox.Where(one => one.At <= _world.Now).ToList())
        {
            if (life == _life)
            {
                Happen(what);
            }
        }

        _inbox.RemoveAll(one => one.At <= _world.Now);
    }

    private void Happen(DatabaseEvent what)
    {
        var step = DatabaseMachine.Step(Config, _rules, State, Clock, what);
        State = step.State;
        foreach (var action in step.Actions)
        {
            _world.Tell($"{Id} {action} {State.Memory} at {Clock} until {State.GrantUntil}");
        }

        foreach (var action in step.Actions)
        {
            Do(action);
        }
    }

    private void Do(DatabaseAction action)
    {
        if (action is Begin begin)
        {
            var length = _world.Random.Next(100) == 0 ? _world.Random.Next(3000) : _world.Random.Next(10, 150);
            _job = (_world.Now + TimeSpan.FromMilliseconds(length), begin.Work);
        }
        else if (
            action is GiveRoleAway
            && Reaches
            && Other is { AgentFrozen: false, State.Told: DatabaseStanding.InStep }
        )
        {
            Other.Role.Claim();
        }
    }

    private void Remember(DatabaseMemory memory)
    {
        _memory = memory;
        _wentOn = memory.Member == DatabaseMember.Claimant ? _wentOn : memory.Alone;
    }

    private void Look()
    {
        if (_world.Now < _looksAt || !Server.Runs)
        {
            return;
        }

        _looksAt = _world.Now + TimeSpan.FromMilliseconds(_world.Random.Next(50, 250));
        var streams = Server.Condition == ServerCondition.Primary && Other.Server.IsFed;
        var seen = new ReplicationView(
            (ulong)Server.Log.Count,
            Server.IsFed,
            streams,
            streams ? (ulong)Other.Server.Log.Count : 0,
            streams ? _world.Now.Ticks / TimeSpan.TicksPerSecond : 0
        )
        {
            Writes = Server.Condition == ServerCondition.Primary,
        };
        Happen(new ReplicationSeen(seen, State.LastId));
    }

    private void Ask()
    {
        if (_world.Now >= _asksAt && Server.Condition == ServerCondition.Standby && !Role.Active && Reaches)
        {
            _asksAt = _world.Now + TimeSpan.FromMilliseconds(250);
            if (Other.Server.Grants)
            {
                Post(new Granted(Clock), TimeSpan.FromMilliseconds(_world.Random.Next(10) == 0 ? 1000 : 5));
            }
        }
    }

    /// <summary>The server goes on with what it was asked for.</summary>
    private void PromoteByItself()
    {
        if (_job is { Work.Job: Job.Promote } job && _world.Now >= job.EndsAt)
        {
            Server.Promote();
        }
    }

    private void EndJob()
    {
        if (_job is { } job && _world.Now >= job.EndsAt)
        {
            _job = null;
            var failure = Do(job.Work);
            Post(new WorkEnded(job.Work.Id, failure) { NotReady = failure == "not ready" }, TimeSpan.Zero);
        }
    }

    /// <returns>Why it failed; some fail after they were done.</returns>
    private string? Do(Work work) =>
        _world.Random.Next(60) == 0
            ? "bad luck before"
            : Try(work) ?? (_world.Random.Next(60) == 0 ? "bad luck after" : null);

    private string? Try(Work work)
    {
        switch (work.Job)
        {
            case Job.Stop:
                EndServer();
                return null;
            case Job.Drain:
                Server.Drain();
                EndServer();
                return null;
            case Job.Create:
                Server.Create();
                return null;
            case Job.Start or Job.Follow:
                EndServer();
                _startedBy = work.Id;
                Server.Start(work.Job == Job.Follow);
                return null;
            case Job.Remember:
                Remember(work.Memory!);
                return null;
            default:
                return work.Job switch
                {
                    Job.Promote => Server.Promote(),
                    Job.Wait or Job.WaitNot => Server.Wait(work.Job == Job.Wait),
                    Job.Open or Job.Close => Server.Open(work.Job == Job.Open),
                    _ => Server.Rejoin(),
                };
        }
    }
}
