using Holdfast.Model.DesiredState;

namespace Holdfast.Model.Failover;

/// <summary>
/// What the failover agent of one machine is to be told, as a portal sees it. Written as JSON it is an agent's <c>failover.json</c>; see
/// docs/operations/failover.md.
/// </summary>
public sealed record MachinePlan
{
    /// <summary>Marks the file as one that portals keep. A higher one replaces a lower one.</summary>
    public required Revision Managed { get; init; }

    public required LocalPlan Local { get; init; }

    public required GroupPlan Group { get; init; }
}
