using Holdfast.Model.Failover;

namespace Holdfast.Failover.Control;

/// <param name="Refused">Why nothing was done; null: it was.</param>
/// <param name="Status">After it; null also: the agent has no configuration.</param>
public sealed record ControlAnswer(string? Refused, AgentStatus? Status)
{
    /// <summary>What was looked at; null: nothing.</summary>
    public IReadOnlyList<CheckRow>? Rows { get; init; }

    /// <summary>Where the agent has its configuration from; null: nobody asked.</summary>
    public AgentConfiguration? Configuration { get; init; }
}
