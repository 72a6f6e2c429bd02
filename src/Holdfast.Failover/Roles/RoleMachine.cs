using Holdfast.Failover.Members;
using Holdfast.Failover.Roles.Actions;
using Holdfast.Failover.Roles.Events;
using Holdfast.Failover.Roles.Rules;

namespace Holdfast.Failover.Roles;

/// <summary>
/// Who holds the addresses of one unit, seen by one member: <c>(state, now, event) → (state, actions)</c>. Pure: time is given, and is
/// monotonic, of this member alone.
/// <code>
///                  health known
///   Initialising ───────────────▶ Standby ◀──────────▶ Fault
///                                  │  ▲      health      ▲
///        silence, or asked to take │  │ refused, or an   │
///                                  ▼  │ active is heard  │
///                                 Claiming               │
///                epoch is durable  │                     │
///                                  ▼   higher epoch,     │
///                                 Active ────────────────┘  gave the role away
///                                  │     lease lost, pause ──▶ Standby
///                                  ▼ operator
///                                 Stopping
/// </code>
/// </summary>
/// <remarks>
/// To add a rule: what an event means is a file in <c>Rules/</c> called from <see cref="EventRules"/>; what time brings is one in
/// <see cref="RuleSet.TimeRules"/>; what forbids a claim is one in <see cref="RuleSet.Obstacles"/>.
/// </remarks>
public static class RoleMachine
{
    /// <summary>The beginning; an earlier life of this process may have left the addresses behind.</summary>
    /// <param name="stored">The epoch that was last made durable; <see cref="Epoch.None"/> on a new machine.</param>
    /// <exception cref="ArgumentException">The configuration cannot be: a bug of whoever should have judged it.</exception>
    public static RoleStep Start(RoleConfig config, Epoch stored, TimeSpan now)
    {
        return config.IsPossible
            ? new RoleStep(Begin(config, stored, now), [new DropAddresses(ChangeReason.Started)])
            : throw new ArgumentException("The configuration cannot be.", nameof(config));
    }

    /// <param name="now">Not before that of the last step.</param>
    public static RoleStep Step(RoleConfig config, RoleState state, TimeSpan now, RoleEvent @event) =>
        Step(config, RuleSet.Standard, state, now, @event);

    /// <summary>
    /// When the next <see cref="Tick"/> is due. Heartbeats that have arrived by then are given first: what is in the socket is no silence.
    /// </summary>
    public static TimeSpan WakeAt(RoleConfig config, RoleState state)
    {
        var wake = state.LastStep + (config.Interval / 2);
        wake = Sooner(wake, state.NextHeartbeat, state.LastStep);
        wake = Sooner(wake, state.DownAt, state.LastStep);
        wake = Sooner(wake, state.RetryAt, state.LastStep);
        return Sooner(wake, state.ListenUntil, state.LastStep);
    }

    /// <summary>
    /// Up to when the kernel may be told to keep the addresses, at most: before now when we are not active, the end of the witness's lease
    /// when we hold it, <see cref="TimeSpan.MaxValue"/> else.
    /// </summary>
    public static TimeSpan RenewUntil(RoleState state) =>
        !state.HoldsAddresses ? RoleTiming.Never
        : state.Witness.Fence != 0 && state.LastStep < state.Witness.Until ? state.Witness.Until
        : TimeSpan.MaxValue;

    /// <summary>Why a standby does not claim, for the status page; null when it would, or is no standby.</summary>
    public static ClaimObstacle? Obstacle(RoleConfig config, RoleState state) =>
        state.Role == Role.Standby
            ? ClaimRule.Obstacle(new Turn(config, RuleSet.Standard, state, state.LastStep))
            : null;

    internal static RoleStep Step(RoleConfig config, RuleSet rules, RoleState state, TimeSpan now, RoleEvent @event)
    {
        var turn = new Turn(config, rules, state, now);
        if (state.Role != Role.Stopping)
        {
            rules.Pause(turn, now - state.LastStep);
            EventRules.Apply(turn, @event);
            turn.ApplyTimeRules();
        }

        return new RoleStep(turn.State with { LastStep = now }, turn.Actions);
    }

    private static RoleState Begin(RoleConfig config, Epoch stored, TimeSpan now)
    {
        var listen = now + RoleTiming.Down(config.Priority, config.Interval);
        return new RoleState
        {
            Role = Role.Initialising,
            Highest = stored,
            Stored = stored,
            LastStep = now,
            Since = now,
            NextHeartbeat = now,
            ListenUntil = listen,
            DownAt = listen,
            ActiveInterval = config.Interval,
        };
    }

    /// <summary>A moment that is over asks for nothing more.</summary>
    private static TimeSpan Sooner(TimeSpan wake, TimeSpan moment, TimeSpan last) =>
        moment > last && moment < wake ? moment : wake;
}
