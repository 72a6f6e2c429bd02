namespace Holdfast.Failover.Configuration;

public sealed record LocalConfiguration
{
    /// <summary>Which member of the group this machine is.</summary>
    public required int Member { get; init; }

    /// <summary>The interface of each of the group's networks, such as <c>outside</c>: <c>eth0</c>.</summary>
    public required IReadOnlyDictionary<string, string> Links { get; init; }

    /// <summary>
    /// Programs on this machine without whose word it is not healthy, such as <c>node</c>: at most 8. What others report counts while they are
    /// connected.
    /// </summary>
    public IReadOnlyList<string> Expects { get; init; } = [];

    /// <summary>
    /// An executable that makes true that the addresses are here, for networks that do not listen to announcements; absolute. Null: none.
    /// </summary>
    public string? Hook { get; init; }

    /// <summary>For which one of these may be away, 100 to 60 000.</summary>
    public int GraceMilliseconds { get; init; } = 1000;

    /// <summary>Where the database is kept, when the group keeps one; null: where it usually is.</summary>
    public LocalDatabaseConfiguration? Database { get; init; }
}
