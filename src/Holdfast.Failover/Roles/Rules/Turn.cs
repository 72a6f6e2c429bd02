using Holdfast.Failover.Members;
using Holdfast.Failover.Roles.Actions;
using Holdfast.Failover.Roles.Reports;

namespace Holdfast.Failover.Roles.Rules;

/// <summary>One step while its rules are at work. Lives no longer than the step, so the machine stays pure.</summary>
internal sealed class Turn(RoleConfig config, RuleSet rules, RoleState state, TimeSpan now)
{
    private readonly List<RoleAction> _actions = [];

    public RoleConfig Config => config;

    public RuleSet Rules => rules;

    public TimeSpan Now => now;

    public RoleState State { get; set; } = state;

    public IReadOnlyList<RoleAction> Actions => _actions;

    public Role Role => State.Role;

    /// <summary>Active_Down_Interval, by the interval of the active member that we hear.</summary>
    public TimeSpan Down => RoleTiming.Down(config.Priority, State.ActiveInterval);

    public void Do(RoleAction action) => _actions.Add(action);

    public void Tell(RoleReport report) => _actions.Add(new Report(report));

    /// <summary>Goes over to another role, and tells so.</summary>
    /// <param name="before">The highest epoch known before the change.</param>
    public void Enter(Role role, ChangeReason reason, Epoch before)
    {
        var from = State.Role;
        State = State with { Role = role, Since = now };
        Tell(new RoleChanged(from, role, reason, before, State.Highest));
    }

    public void ApplyTimeRules()
    {
        foreach (var rule in rules.TimeRules)
        {
            if (State.Role == Role.Stopping)
            {
                return;
            }

            rule(this);
        }
    }
}
