using Holdfast.Failover.Members;
using Holdfast.Failover.Roles.Actions;

namespace Holdfast.Failover.Roles.Rules;

/// <summary>From active to standby, or to fault, or to the end.</summary>
internal static class StepDown
{
    /// <summary>Another one is active.</summary>
    public static void Apply(Turn turn, ChangeReason reason) => Leave(turn, Next(turn.State), reason, goodbye: false);

    /// <summary>Nobody is known to be active, so the others are told.</summary>
    public static void WithGoodbye(Turn turn, ChangeReason reason) =>
        Leave(turn, Next(turn.State), reason, goodbye: true);

    public static void ToStop(Turn turn) => Leave(turn, Role.Stopping, ChangeReason.Stopped, goodbye: true);

    private static void Leave(Turn turn, Role role, ChangeReason reason, bool goodbye)
    {
        turn.State = turn.State with
        {
            Held = Epoch.None,
            HandOver = null,
            Store = turn.State.Store with { Raise = Epoch.None },
            ActiveInterval = turn.Config.Interval,
            ActiveHeardAt = RoleTiming.Never,
            DownAt = turn.Now + RoleTiming.Down(turn.Config.Priority, turn.Config.Interval),
            DownReason = ChangeReason.Silence,
            NextHeartbeat = turn.Now,
        };
        turn.Do(new DropAddresses(reason));
        turn.Enter(role, reason, turn.State.Highest);
        if (goodbye)
        {
            Outgoing.Goodbye(turn);
        }

        WitnessRule.Release(turn);
    }

    private static Role Next(RoleState state) =>
        state.HandOver is { ThenStop: true } ? Role.Stopping
        : state.Healthy ? Role.Standby
        : Role.Fault;
}
