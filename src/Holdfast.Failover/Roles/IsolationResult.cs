namespace Holdfast.Failover.Roles;

/// <summary>Whether this member reaches anything beside the group.</summary>
public enum IsolationResult
{
    Connected,

    /// <summary>Nothing answers: it is we who are cut off.</summary>
    Isolated,

    /// <summary>Nothing could be asked. Counts as connected: a broken test must not keep the group without addresses.</summary>
    CouldNotTest,
}
