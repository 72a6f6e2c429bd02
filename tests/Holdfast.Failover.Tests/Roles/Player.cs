using System.Net;
using Holdfast.Failover.Heartbeat;
using Holdfast.Failover.Members;
using Holdfast.Failover.Roles;
using Holdfast.Failover.Roles.Actions;
using Holdfast.Failover.Roles.Events;
using Holdfast.Failover.Roles.Reports;

namespace Holdfast.Failover.Tests.Roles;

/// <summary>Member 1 of a pair, step by step: time moves by ticks of a quarter of an interval, as a shell would give them.</summary>
internal sealed class Player
{
    public static readonly MemberId Self = new(1);
    public static readonly MemberId Other = new(2);
    private static readonly TimeSpan Quarter = TimeSpan.FromMilliseconds(25);
    private readonly List<RoleAction> _actions = [];

    public Player(RoleConfig? config = null, Epoch stored = default)
    {
        Config = config ?? Pair;
        var start = RoleMachine.Start(Config, stored, Now);
        State = start.State;
        _actions.AddRange(start.Actions);
    }

    public static RoleConfig Pair { get; } =
        new()
        {
            Self = Self,
            Members = [Self, Other],
            PrimaryAddresses = [IPAddress.Parse("10.77.0.5")],
        };

    public RoleConfig Config { get; }

    public RoleState State { get; private set; }

    public TimeSpan Now { get; private set; } = TimeSpan.FromHours(1);

    public Role Role => State.Role;

    /// <summary>Since the last <see cref="Forget"/>.</summary>
    public IReadOnlyList<RoleAction> Actions => _actions;

    public IEnumerable<RoleReport> Reports => _actions.OfType<Report>().Select(report => report.What);

    public ChangeReason? LastReason => Reports.OfType<RoleChanged>().LastOrDefault()?.Reason;

    /// <summary>Epochs are stored at once.</summary>
    public bool DiskWorks { get; set; } = true;

    public static HeartbeatHeard Status(
        Epoch highest = default,
        Epoch hears = default,
        bool ready = true,
        byte member = 2,
        Role role = Role.Standby
    ) =>
        new(
            0,
            IPAddress.Parse("10.77.0.2"),
            VrrpKind.Status,
            150,
            Pair.Interval,
            new MemberStatus(
                new MemberId(member),
                role,
                Healthy: true,
                HoldsAddresses: false,
                ready,
                DatabaseStanding.InStep,
                MemberId.Nobody,
                hears,
                highest,
                Position: 0
            )
        );

    public static HeartbeatHeard Active(
        long term,
        byte successor = 0,
        byte priority = 150,
        int path = 0,
        byte member = 2
    )
    {
        var (status, epoch) = (Status(member: member), new Epoch(term, new MemberId(member)));
        return status with
        {
            Path = path,
            Kind = VrrpKind.Advertisement,
            Priority = priority,
            Status = status.Status! with
            {
                Role = priority == 0 ? Role.Standby : Role.Active,
                Ready = false,
                Epoch = epoch,
                Highest = epoch,
                Successor = new MemberId(successor),
            },
        };
    }

    public static HeartbeatHeard Plain(byte priority, string source = "10.77.0.2") =>
        new(0, IPAddress.Parse(source), VrrpKind.Advertisement, priority, Pair.Interval, null);

    /// <summary>A player that became active under epoch 1.</summary>
    public static Player AsActive(RoleConfig? config = null)
    {
        var player = AsStandby(config);
        player.Wait(600);
        Assert.Equal(Role.Active, player.Role);
        player.Forget();
        return player;
    }

    /// <summary>A healthy one, just started.</summary>
    public static Player AsStandby(RoleConfig? config = null)
    {
        var player = new Player(config);
        player.Tell(new HealthChanged(HealthVerdict.Good));
        player.Tell(new DatabaseChanged(DatabaseStanding.InStep, 7));
        player.Forget();
        return player;
    }

    public Player Tell(RoleEvent what)
    {
        var step = RoleMachine.Step(Config, State, Now, what);
        State = step.State;
        _actions.AddRange(step.Actions);
        foreach (var store in step.Actions.OfType<StoreEpoch>())
        {
            Tell(DiskWorks ? new EpochStored(store.Epoch) : new EpochNotStored(store.Epoch));
        }

        return this;
    }

    /// <summary>In silence, or while the other says the same each interval.</summary>
    public Player Wait(int milliseconds, HeartbeatHeard? hearing = null)
    {
        for (var passed = 0; passed < milliseconds; passed += 25)
        {
            Now += Quarter;
            if (hearing is not null && passed % 100 == 0)
            {
                Tell(hearing);
            }

            Tell(Tick.Instance);
        }

        return this;
    }

    /// <summary>The process stands still.</summary>
    public Player Pause(int milliseconds)
    {
        Now += TimeSpan.FromMilliseconds(milliseconds);
        return Tell(Tick.Instance);
    }

    public Player Forget()
    {
        _actions.Clear();
        return this;
    }

    public bool Did<T>()
        where T : RoleAction => _actions.OfType<T>().Any();

    public bool Told<T>()
        where T : RoleReport => Reports.OfType<T>().Any();
}
