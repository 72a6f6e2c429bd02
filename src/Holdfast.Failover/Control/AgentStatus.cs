namespace Holdfast.Failover.Control;

/// <summary>How a member sees its group.</summary>
/// <param name="History">The newest last.</param>
public sealed record AgentStatus(
    int Member,
    string Name,
    IReadOnlyList<UnitStatus> Units,
    IReadOnlyList<HistoryEntry> History,
    IReadOnlyList<SourceStatus> Sources
)
{
    /// <summary>Null: the group keeps none.</summary>
    public DatabaseStatus? Database { get; init; }
}
