using Holdfast.Failover.Members;
using Holdfast.Failover.Roles;
using Holdfast.Failover.Roles.Actions;
using Holdfast.Failover.Roles.Events;

namespace Holdfast.Failover.Tests.Simulation;

/// <summary>One machine: its process with the real state machine, its clock, its disk and its kernel.</summary>
internal sealed class SimulatedNode(World world, int index, Random random)
{
    /// <summary>As many as a socket holds.</summary>
    private const int SocketBuffer = 100;

    private readonly Queue<RoleEvent> _inbox = new();
    private readonly TimeSpan _offset = TimeSpan.FromSeconds(random.Next(1, 1_000_000));
    private readonly double _rate = 1 + ((random.NextDouble() - 0.5) * world.Options.ClockDrift);
    private TimeSpan _wake = TimeSpan.MaxValue;
    private TimeSpan _frozenAt;
    private long _restarts;

    public int Index => index;

    public MemberId Id => WorldOptions.Id(index);

    public RoleConfig Config { get; } = world.Options.Config(index);

    public SimulatedDisk Disk { get; } = new(random);

    /// <summary>Null: the process does not live.</summary>
    public RoleState? State { get; private set; }

    public bool Frozen { get; private set; }

    public TimeSpan ThawedAt { get; private set; }

    /// <summary>The last time.</summary>
    public TimeSpan FrozenFor { get; private set; }

    /// <summary>When the kernel takes the addresses away, in the time of the world.</summary>
    public TimeSpan AddressUntil { get; private set; }

    public HealthVerdict Health { get; set; }

    public DatabaseStanding Standing { get; set; } = DatabaseStanding.InStep;

    public bool UplinkDown
    {
        get;
        set { (field, UplinkDownSince) = (value, world.Now); }
    }

    public TimeSpan UplinkDownSince { get; private set; }

    public bool WitnessCut { get; set; }

    /// <summary>Only where heartbeats are bytes.</summary>
    public SimulatedWire? Wire { get; private set; }

    public bool Runs => State is not null && !Frozen;

    public bool IsActive => State?.Role == Role.Active;

    /// <summary>Monotonic, and of no use to anybody else.</summary>
    public TimeSpan Clock(TimeSpan now) => _offset + (now * _rate);

    public void Start()
    {
        if (State is not null)
        {
            return;
        }

        _restarts++;
        _inbox.Clear();
        if (world.Options.OnTheWire)
        {
            // The marks are not stored at each heartbeat: after a crash they may be gone.
            var marks = random.Next(2) == 0 ? Wire?.Marks.All : null;
            Wire = new SimulatedWire(world.Options, index, (ulong)_restarts, marks ?? []);
        }

        var start = RoleMachine.Start(Config, Disk.Durable, Clock(world.Now));
        State = start.State;
        start.Actions.ToList().ForEach(Do);
        Tell(new HealthChanged(Health));
        Tell(new DatabaseChanged(Standing, 7));
    }

    public void Crash()
    {
        _restarts++;
        (State, Frozen, FrozenFor, _wake) = (null, false, TimeSpan.Zero, TimeSpan.MaxValue);
        world.Invariants.Left(this);
    }

    public void Freeze()
    {
        if (Runs)
        {
            (Frozen, _frozenAt) = (true, world.Now);
        }
    }

    /// <summary>What waited in the socket should come first, then the timer; it must be right the other way round as well.</summary>
    public void Thaw()
    {
        if (!Frozen)
        {
            return;
        }

        (Frozen, ThawedAt, FrozenFor) = (false, world.Now, world.Now - _frozenAt);
        if (random.Next(2) == 0)
        {
            Step(Tick.Instance);
        }

        while (_inbox.TryDequeue(out var waiting))
        {
            Step(waiting);
        }

        Step(Tick.Instance);
    }

    public void Tell(RoleEvent what)
    {
        if (Frozen && _inbox.Count < SocketBuffer)
        {
            _inbox.Enqueue(what);
        }
        else if (Runs)
        {
            Step(what);
        }
    }

    private void Step(RoleEvent what)
    {
        if (State is null)
        {
            return;
        }

        world.Invariants.BeforeStep(this, what);
        var before = State;
        var step = RoleMachine.Step(Config, world.Options.Rules, State, Clock(world.Now), what);
        State = step.State;
        foreach (var action in step.Actions)
        {
            Do(action);
        }

        Renew();
        world.Invariants.AfterStep(this, before, step, what);
        ScheduleWake();
    }

    private void Do(RoleAction action)
    {
        switch (action)
        {
            case SendHeartbeat send:
                world.Send(this, send);
                break;
            case StoreEpoch store:
                Store(store.Epoch);
                break;
            case DropAddresses:
                AddressUntil = world.Now;
                break;
            case AskWitness ask:
                world.AskWitness(this, ask);
                break;
            case ReleaseWitness release:
                world.ReleaseWitness(this, release.Fence);
                break;
            case TestIsolation:
                Later(1 + random.Next(20), () => Tell(new IsolationTested(Isolation())));
                break;
            case Report report:
                world.Note(this, report.What);
                break;
        }
    }

    private IsolationResult Isolation() => UplinkDown ? IsolationResult.Isolated : IsolationResult.Connected;

    private void Store(Epoch epoch)
    {
        var restarts = _restarts;
        world.At(
            Disk.Schedule(world.Now),
            () =>
            {
                if (restarts == _restarts)
                {
                    Tell(Disk.Finish(epoch) ? new EpochStored(epoch) : new EpochNotStored(epoch));
                }
            }
        );
    }

    /// <summary>The shell's part: the kernel keeps the addresses for a lease from now, never beyond the witness's lease.</summary>
    private void Renew()
    {
        if (!State!.HoldsAddresses)
        {
            return;
        }

        var limit = RoleMachine.RenewUntil(State) - Clock(world.Now);
        AddressUntil = world.Now + (limit < WorldOptions.AddressLease ? limit : WorldOptions.AddressLease);
    }

    private void ScheduleWake()
    {
        var due = world.Now + ((RoleMachine.WakeAt(Config, State!) - Clock(world.Now)) / _rate) + TimeSpan.FromTicks(1);
        if (due >= _wake && _wake > world.Now)
        {
            return;
        }

        _wake = due;
        var restarts = _restarts;
        world.At(
            due,
            () =>
            {
                if (restarts == _restarts && _wake == due)
                {
                    Wake();
                }
            }
        );
    }

    private void Wake()
    {
        _wake = TimeSpan.MaxValue;
        if (Runs)
        {
            Step(Tick.Instance);
        }
    }

    private void Later(double milliseconds, Action what)
    {
        var restarts = _restarts;
        world.At(
            world.Now + TimeSpan.FromMilliseconds(milliseconds),
            () =>
            {
                if (restarts == _restarts)
                {
                    what();
                }
            }
        );
    }
}
