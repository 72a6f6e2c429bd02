using Holdfast.Failover.Health;
using Holdfast.Failover.Hooks;
using Holdfast.Failover.Roles.Reports;

namespace Holdfast.Failover.Agent;

/// <summary>What happened, for people.</summary>
internal static class Wording
{
    public static string Of(RoleReport report) =>
        report switch
        {
            RoleChanged changed =>
                $"{Words.Of(changed.From)} → {Words.Of(changed.To)}: {Words.Of(changed.Reason)} (epoch {changed.Before} → {changed.After})",
            EpochRaised raised => $"stays active, epoch {raised.Before} → {raised.After}",
            EpochNotKept lost => $"epoch {lost.Epoch} is not stored, so this member cannot become active",
            PathChanged { Heard: true } path => $"member {path.Member} is heard again on path {path.Path + 1}",
            PathChanged path => $"member {path.Member} is silent on path {path.Path + 1}, and heard on the other",
            SwitchOverRefused refused =>
                $"no switch over to {Who(refused.Successor.Value)}: not active here, or nobody is ready",
            SwitchOverUndone undone => $"switch over to member {undone.Successor} undone: {Words.Of(undone.Reason)}",
            _ => report.ToString(),
        };

    public static string Of(HealthOpinion opinion) =>
        opinion.Reason is { } reason ? $"health: {reason}" : "health: nothing is wrong";

    public static string Of(HookResult result) =>
        result switch
        {
            { Active: true, Trouble: null } => "hook: the addresses are here",
            { Active: true } => $"hook: the addresses are not here yet: {result.Trouble}",
            { Trouble: null } => "hook: was told that the addresses are here no more",
            _ => $"hook: could not be told that the addresses are here no more: {result.Trouble}",
        };

    private static string Who(byte member) => member == 0 ? "another" : $"member {member}";
}
