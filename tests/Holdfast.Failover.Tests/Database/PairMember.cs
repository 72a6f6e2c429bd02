using Holdfast.Failover.Database;
using Holdfast.Failover.Database.Actions;
using Holdfast.Failover.Database.Events;
using Holdfast.Failover.Database.Rules;
using Holdfast.Failover.Members;

namespace Holdfast.Failover.Tests.Database;

/// <summary>
/// A member: its machine, its agent with a role that is claimed after 300 ms of silence, and a server that is a list of rows. The clock
/// of each is a little wrong.
/// </summary>
internal sealed class PairMember(PairWorld world, byte id, DatabaseRules rules)
{
    private static readonly DatabaseConfig Config = new();
    private static readonly TimeSpan Silence = TimeSpan.FromMilliseconds(300);
    private readonly List<(TimeSpan At, DatabaseEvent What, long Life)> _inbox = [];
    private readonly List<int> _waiting = [];
    private DatabaseMemory _memory = DatabaseMemory.Nothing;
    private Epoch _highest;
    private Epoch _held;
    private Epoch _otherHighest;
    private bool _active;
    private bool _hasData;
    private bool _open;
    private int _openedOn = -1;
    private int _timeline;
    private long _life;
    private TimeSpan _heardActiveAt;
    private TimeSpan _heardAt = TimeSpan.FromHours(-1);
    private TimeSpan _livedAt;
    private TimeSpan _looksAt;
    private TimeSpan _asksAt;
    private (TimeSpan EndsAt, Work Work)? _job;
    private double Rate => id == 1 ? 1.01 : 0.995;

    public byte Id => id;

    public DatabaseState State { get; private set; } =
        DatabaseMachine.Start(DatabaseMemory.Nothing, false, TimeSpan.Zero);

    /// <summary>What the server has on disk.</summary>
    public List<int> Log { get; private set; } = [];

    public List<int> Aside { get; } = [];

    public bool Up { get; private set; }

    public bool AgentFrozen { get; set; }

    public bool MachineFrozen { get; set; }

    /// <summary>Of the server, apart from what the machine believes.</summary>
    public ServerCondition Server { get; private set; } = ServerCondition.Absent;

    public bool Follows { get; private set; }

    public bool Waits { get; private set; }

    public bool IsActive => Up && _active;

    /// <summary>It did, and has heard of nobody since.</summary>
    public bool WentOnAlone => _memory is { Member: DatabaseMember.Leader, Alone: true } && _highest == _memory.Reign;

    /// <summary>It may still be promoted by it, by its own clock.</summary>
    public bool HoldsGrant =>
        Up
        && State is { Condition: ServerCondition.Standby, Memory.Member: DatabaseMember.Follower }
        && State.GrantUntil > Clock;

    public bool Writes => Up && !MachineFrozen && Server == ServerCondition.Primary;

    private PairMember Other => world.OtherOf(this);

    private TimeSpan Clock => world.Now * Rate;

    private bool Reaches => world.LinkUp && Up && Other.Up && !MachineFrozen && !Other.MachineFrozen;

    public void Start()
    {
        (Up, _active, AgentFrozen, MachineFrozen) = (true, false, false, false);
        Server = _hasData ? ServerCondition.Stopped : ServerCondition.Absent;
        State = DatabaseMachine.Start(_memory, _hasData, Clock);
        _life++;
        (_heardActiveAt, _heardAt, _livedAt) = (world.Now, TimeSpan.FromHours(-1), world.Now);
    }

    public void Crash()
    {
        (Up, _job, _active) = (false, null, false);
        Server = _hasData ? ServerCondition.Stopped : ServerCondition.Absent;
        _waiting.Clear();
        _inbox.Clear();
    }

    public void CrashServer()
    {
        if (Server is ServerCondition.Primary or ServerCondition.Standby)
        {
            Server = ServerCondition.Stopped;
            _waiting.Clear();
            Post(new ServerEnded(State.StartedBy), TimeSpan.Zero);
        }
    }

    public void Wish(OperatorWish wish) => Post(new OperatorAsked(wish), TimeSpan.Zero);

    /// <summary>The operator's word, and a switch over if the other is active.</summary>
    public void AllowDegraded()
    {
        Wish(OperatorWish.AllowDegraded);
        Claim();
    }

    public void Write(int row)
    {
        Log.Add(row);
        _waiting.Add(row);
    }

    public void Live()
    {
        if (!Up || MachineFrozen)
        {
            return;
        }

        Replicate();
        if (AgentFrozen)
        {
            return;
        }

        PlayRole();
        if (_job is { } job && world.Now >= job.EndsAt)
        {
            _job = null;
            var failure = Do(job.Work);
            Post(new WorkEnded(job.Work.Id, failure) { NotReady = failure == "not ready" }, TimeSpan.Zero);
        }

        Look();
        foreach (var (_, what, life) in _inbox.Where(one => one.At <= world.Now).ToList())
        {
            if (life == _life)
            {
                Happen(what);
            }
        }

        _inbox.RemoveAll(one => one.At <= world.Now);
        Happen(TimePassed.Instance);
    }

    public override string ToString() =>
        $"{id}: {(_active ? "active" : "standby")} {_highest}, {State.Condition}, {State.Sync}, {State.Memory}, {State.Told}, {State.Work?.Job}, {State.Trouble}";

    private void Post(DatabaseEvent what, TimeSpan late) => _inbox.Add((world.Now + late, what, _life));

    private void Happen(DatabaseEvent what)
    {
        var step = DatabaseMachine.Step(Config, rules, State, Clock, what);
        State = step.State;
        foreach (var action in step.Actions)
        {
            world.Tell($"{id} {action} {State.Memory} at {Clock} until {State.GrantUntil}");
        }

        foreach (var action in step.Actions)
        {
            if (action is Begin begin)
            {
                var length = world.Random.Next(100) == 0 ? world.Random.Next(3000) : world.Random.Next(10, 150);
                _job = (world.Now + TimeSpan.FromMilliseconds(length), begin.Work);
            }
            else if (
                action is GiveRoleAway
                && Reaches
                && !Other.AgentFrozen
                && Other.State.Told == DatabaseStanding.InStep
            )
            {
                Other.Claim();
            }
        }
    }

    /// <summary>The essence of the roles: silence, epochs, and a pause that ends a reign.</summary>
    private void PlayRole()
    {
        if (world.Now - _livedAt > Silence)
        {
            (_active, _heardActiveAt) = (false, world.Now);
        }

        _livedAt = world.Now;
        if (Reaches && !Other.AgentFrozen)
        {
            _heardAt = world.Now;
            _otherHighest = Other._highest;
            _highest = Epoch.Highest(_highest, Other._highest);
            _heardActiveAt = Other._active ? world.Now : _heardActiveAt;
            _active = _active && !(Other._active && Other._held > _held);
        }

        if (_active && _highest > _held)
        {
            // Nobody is active under the higher one.
            Claim();
        }

        if (
            !_active
            && world.Now - _heardActiveAt > Silence + TimeSpan.FromMilliseconds(id * 30)
            && State.Told == DatabaseStanding.InStep
        )
        {
            Claim();
        }

        var heard = world.Now - _heardAt < Silence && _heardAt >= TimeSpan.Zero;
        Happen(
            new RoleSeen(
                new RoleView(
                    _active,
                    _active ? _held : Epoch.None,
                    _highest,
                    heard,
                    heard && Other._active && Other._held >= _highest,
                    _otherHighest
                )
            )
        );
    }

    private void Claim()
    {
        _held = _highest = _highest.Next(new MemberId(id));
        _active = true;
        world.Tell($"{id} claims {_held}");
    }

    private void Look()
    {
        if (world.Now >= _looksAt && Server is ServerCondition.Standby or ServerCondition.Primary)
        {
            _looksAt = world.Now + TimeSpan.FromMilliseconds(world.Random.Next(50, 250));
            var streams = Server == ServerCondition.Primary && Other.IsFed;
            Happen(
                new ReplicationSeen(
                    new ReplicationView(
                        (ulong)Log.Count,
                        IsFed,
                        streams,
                        streams ? (ulong)Other.Log.Count : 0,
                        streams ? world.Now.Ticks / TimeSpan.TicksPerSecond : 0
                    ),
                    State.LastId
                )
            );
        }

        if (world.Now >= _asksAt && Server == ServerCondition.Standby && !_active && Reaches)
        {
            _asksAt = world.Now + TimeSpan.FromMilliseconds(250);
            if (Other is { Server: ServerCondition.Primary, _open: true } && Other._openedOn == Other._timeline)
            {
                Post(new Granted(Clock), TimeSpan.FromMilliseconds(world.Random.Next(10) == 0 ? 1000 : 5));
            }
        }
    }

    /// <summary>The primary's log reaches this standby.</summary>
    private bool IsFed =>
        Reaches
        && Server == ServerCondition.Standby
        && Follows
        && Other.Server == ServerCondition.Primary
        && Other.Log.Count >= Log.Count
        && (Log.Count == 0 || Other.Log[Log.Count - 1] == Log[^1]);

    private void Replicate()
    {
        if (IsFed && world.Random.Next(4) > 0)
        {
            Log.AddRange(Other.Log.Skip(Log.Count));
        }

        if (Server != ServerCondition.Primary)
        {
            return;
        }

        var done = _waiting.Where(row => !Waits || (Other.IsFed && Other.Log.Contains(row))).ToList();
        foreach (var row in done)
        {
            world.Acknowledge(this, row);
            _waiting.Remove(row);
        }
    }

    /// <returns>Why it failed; some fail after they were done.</returns>
    private string? Do(Work work)
    {
        if (world.Random.Next(60) == 0)
        {
            return "bad luck before";
        }

        return Try(work) ?? (world.Random.Next(60) == 0 ? "bad luck after" : null);
    }

    private string? Try(Work work)
    {
        var runs = Server is ServerCondition.Standby or ServerCondition.Primary;
        switch (work.Job)
        {
            case Job.Stop:
                Server = _hasData ? ServerCondition.Stopped : ServerCondition.Absent;
                _waiting.Clear();
                return null;
            case Job.Create:
                _hasData = true;
                Server = ServerCondition.Stopped;
                return null;
            case Job.Start or Job.Follow:
                (Server, Follows, Waits) = (ServerCondition.Standby, work.Job == Job.Follow, false);
                return null;
            case Job.Promote:
                return runs ? Promote() : "not running";
            case Job.Remember:
                _memory = work.Memory!;
                return null;
            case Job.Wait or Job.WaitNot:
                Waits = runs && work.Job == Job.Wait;
                return !runs ? "not running"
                    : Waits && !(Other.IsFed && Other.Log.Count == Log.Count) ? "does not keep up"
                    : null;
            case Job.Open or Job.Close:
                (_open, _openedOn) = runs ? (work.Job == Job.Open, _timeline) : (_open, _openedOn);
                return runs ? null : "not running";
            default:
                return Rejoin();
        }
    }

    private string? Promote()
    {
        if (Server == ServerCondition.Standby)
        {
            world.Promotes(this, State.Memory.Reign);
            (Server, _timeline, Follows) = (ServerCondition.Primary, _timeline + 1, false);
        }

        return null;
    }

    private string? Rejoin()
    {
        if (!Reaches || Other.Server != ServerCondition.Primary)
        {
            return "not ready";
        }

        Aside.AddRange(Log.Except(Other.Log));
        Log = [.. Other.Log];
        (_hasData, Server, _timeline) = (true, ServerCondition.Stopped, Other._timeline);
        return null;
    }
}
