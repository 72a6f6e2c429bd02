using Holdfast.Model.Failover;
using Holdfast.Portal.Nodes;

namespace Holdfast.Portal.Features.Failover;

/// <summary>What this portal hears of a machine now.</summary>
/// <param name="Reason">Why it is not linked.</param>
/// <param name="Report">Null: no failover agent answers there, or it is not linked.</param>
/// <param name="ClockAhead">Of ours; null: not known.</param>
public sealed record MachineReport(bool Linked, string? Reason, FailoverReport? Report, TimeSpan? ClockAhead)
{
    public static MachineReport Of(NodeLinkState state) =>
        new(state.Condition.Linked, state.Condition.Reason, state.Status?.Failover, state.ClockAhead);
}
