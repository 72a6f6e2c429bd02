namespace Holdfast.Failover.Configuration;

/// <summary>Where this machine keeps its PostgreSQL.</summary>
public sealed record LocalDatabaseConfiguration
{
    /// <summary>Absolute; made when it is missing, and owned by <see cref="User"/>.</summary>
    public string Folder { get; init; } = "/var/lib/holdfast/database";

    /// <summary>The system user as which it runs.</summary>
    public string User { get; init; } = "postgres";

    /// <summary>Where initdb, postgres and the others are; null: the newest below <c>/usr/lib/postgresql</c>.</summary>
    public string? Programs { get; init; }
}
