namespace Holdfast.Model.Failover;

/// <summary>How a machine stands as a member of a failover group.</summary>
/// <param name="Trouble">Why the agent is not as the portal wants it; null: it is, or nobody wants anything.</param>
/// <param name="Agent">How the agent sees its group; null: it has no configuration that it lives by.</param>
public sealed record FailoverReport(AgentConfiguration Configuration, string? Trouble, AgentReport? Agent)
{
    /// <summary>False: a person who looks on wants to know. Figures that change all the time are nothing such.</summary>
    public static bool AreAlike(FailoverReport? left, FailoverReport? right) =>
        left?.Configuration == right?.Configuration
        && left?.Trouble == right?.Trouble
        && (left?.Agent?.Units ?? []).Select(Lasting).SequenceEqual((right?.Agent?.Units ?? []).Select(Lasting))
        && (left?.Agent?.History ?? []).SequenceEqual(right?.Agent?.History ?? [])
        && KeptAside(left).SequenceEqual(KeptAside(right));

    private static IReadOnlyList<string> KeptAside(FailoverReport? report) => report?.Agent?.Database?.KeptAside ?? [];

    private static (int, UnitRole, string, bool, string?, bool, string?, string) Lasting(UnitReport unit) =>
        (
            unit.Vrid,
            unit.Role,
            unit.Epoch,
            unit.Healthy,
            unit.Unhealthy,
            unit.OnHold,
            unit.Obstacle,
            string.Concat(unit.Others.Select(other => $"{other.Member} {other.Role} {other.Ready} {other.IsHeard} "))
        );
}
