using Holdfast.Failover.Heartbeat;
using Holdfast.Failover.Members;
using Holdfast.Failover.Roles;
using Holdfast.Failover.Roles.Actions;
using Holdfast.Failover.Roles.Events;

namespace Holdfast.Failover.Tests.Roles;

/// <summary>The machine is total: whatever comes in whatever order, also what no sane shell would tell it, it stays sound.</summary>
public sealed class RandomEventsTests
{
    private const int Steps = 3000;

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 30)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Step_AnyEventInAnyOrder_StaysSound(int seed)
    {
        var random = new Random(seed);
        var config = Config(random);
        var now = TimeSpan.FromSeconds(random.Next(1000));
        var state = RoleMachine.Start(config, Epoch.None, now).State;
        for (var i = 0; i < Steps; i++)
        {
            now += TimeSpan.FromMilliseconds(random.Next(20) == 0 ? random.Next(2000) : random.Next(60));
            var before = state;
            var step = RoleMachine.Step(config, state, now, Any(random, state, now));
            state = step.State;
            AssertSound(config, before, step, now);
        }
    }

    private static void AssertSound(RoleConfig config, RoleState before, RoleStep step, TimeSpan now)
    {
        var state = step.State;
        var (takes, drops) = (
            step.Actions.OfType<TakeAddresses>().Count(),
            step.Actions.OfType<DropAddresses>().Count()
        );
        var holds = (before.HoldsAddresses ? 1 : 0) + takes - drops;

        Assert.Equal(state.HoldsAddresses ? 1 : 0, holds);
        Assert.Equal(state.HoldsAddresses, state.Held != Epoch.None);
        Assert.Equal(state.Role == Role.Claiming, state.Claim is not null);
        Assert.True(state.Highest >= before.Highest && state.Highest >= state.Held && state.Stored >= before.Stored);
        Assert.True(!state.HoldsAddresses || state.Stored >= state.Held);
        Assert.True(state.HandOver is null || state.HoldsAddresses);
        Assert.True(before.Role != Role.Stopping || (state.Role == Role.Stopping && step.Actions.Count == 0));
        Assert.InRange(RoleMachine.WakeAt(config, state), now + TimeSpan.FromTicks(1), now + config.Interval);
        Assert.True(state.HoldsAddresses || RoleMachine.RenewUntil(state) < now);
        Assert.InRange(step.Actions.Count, 0, 20);
    }

    private static RoleConfig Config(Random random) =>
        Player.Pair with
        {
            Members = [Player.Self, Player.Other, new MemberId(3)],
            Preempts = random.Next(2) == 0,
            Paths = random.Next(1, 3),
            HasWitness = random.Next(2) == 0,
            TestsIsolation = random.Next(2) == 0,
            SpeaksStatus = random.Next(4) > 0,
            AllowsDegraded = random.Next(2) == 0,
        };

    private static RoleEvent Any(Random random, RoleState state, TimeSpan now) =>
        random.Next(24) switch
        {
            0 => new HealthChanged((HealthVerdict)random.Next(3)),
            1 => new DatabaseChanged((DatabaseStanding)random.Next(4), (ulong)random.NextInt64()),
            2 => new HealthChanged(HealthVerdict.Good),
            3 => new IsolationTested((IsolationResult)random.Next(3)),
            4 => new WitnessGranted(state.Witness.Ask - random.Next(2), random.Next(1, 90), TimeSpan.FromSeconds(1)),
            5 => new WitnessRefused(state.Witness.Ask - random.Next(2)),
            6 => new SwitchOverAsked(new MemberId((byte)random.Next(4))),
            7 => new HoldAsked(random.Next(2) == 0),
            8 => new DegradedAllowed(),
            9 when random.Next(40) == 0 => new StopAsked(),
            10 => new PauseDetected(TimeSpan.FromMilliseconds(random.Next(1000))),
            11 or 12 => new EpochStored(AnyEpoch(random, state)),
            13 => new EpochNotStored(AnyEpoch(random, state)),
            14 or 15 or 16 => Heard(random),
            _ => Tick.Instance,
        };

    /// <summary>Mostly one that was asked for.</summary>
    private static Epoch AnyEpoch(Random random, RoleState state) =>
        random.Next(4) == 0 ? new Epoch(random.Next(1, 50), new MemberId((byte)random.Next(1, 4)))
        : state.Claim is { IsStoring: true } claim ? claim.Epoch
        : state.Store.UnderWay != Epoch.None ? state.Store.UnderWay
        : state.Stored;

    private static HeartbeatHeard Heard(Random random)
    {
        var epoch =
            random.Next(3) == 0 ? Epoch.None : new Epoch(random.Next(1, 60), new MemberId((byte)random.Next(1, 4)));
        var status = Player.Status(
            new Epoch(random.Next(1, 60), Player.Other),
            epoch,
            random.Next(2) == 0,
            (byte)random.Next(2, 4),
            (Role)random.Next(6)
        );
        return status with
        {
            Path = random.Next(2),
            Kind = (VrrpKind)random.Next(1, 3),
            Priority = (byte)(random.Next(4) == 0 ? 0 : random.Next(256)),
            Interval = TimeSpan.FromMilliseconds(10 * random.Next(1, 50)),
            Status =
                random.Next(4) == 0 ? null : status.Status! with { Successor = new MemberId((byte)random.Next(3)) },
        };
    }
}
