namespace Holdfast.Data.Portals;

/// <summary>A portal, as it wrote itself down.</summary>
/// <param name="Id">New at each start.</param>
/// <param name="Address">The public address; several portals may share one.</param>
/// <param name="Machine">The name of the machine, to tell those apart.</param>
/// <param name="SeenAt">By the portal's own clock.</param>
public sealed record PortalEntry(
    string Id,
    string Address,
    string Machine,
    string Version,
    DateTimeOffset StartedAt,
    DateTimeOffset SeenAt
)
{
    /// <summary>Since when an administrator wants nobody new to come to it; null: all are welcome.</summary>
    public DateTimeOffset? DrainingSince { get; init; }
}
