using Holdfast.Failover.Configuration;

namespace Holdfast.Failover.Witnessing;

/// <summary>A failover group as its witness knows it.</summary>
public sealed record WitnessedGroup
{
    /// <summary>As in the group's own configuration, like the keys.</summary>
    public required Guid Id { get; init; }

    public required IReadOnlyList<KeyConfiguration> Keys { get; init; }
}
