namespace Holdfast.Failover.Postgres;

/// <summary>
/// The primary's side of grants is one row in its own database: what the standby reads there is what it is granted. The row is good for
/// one timeline, so a copy of it in a promoted standby, or after a restart, grants nothing.
/// </summary>
internal static class Grants
{
    private const string Timeline = "substr(pg_walfile_name(pg_current_wal_lsn()), 1, 8)";

    /// <summary>Asked of the other member's server.</summary>
    public const string Ask =
        $"SELECT CASE WHEN pg_is_in_recovery() THEN false ELSE (SELECT open AND timeline = {Timeline} FROM holdfast_pair.grants) END";

    /// <summary>Said to our own. It never waits for the standby.</summary>
    public static string Set(bool open) =>
        $"""
            SET synchronous_commit = local;
            INSERT INTO holdfast_pair.grants (open, timeline) VALUES ({(open ? "true" : "false")}, {Timeline})
                ON CONFLICT (one) DO UPDATE SET open = excluded.open, timeline = excluded.timeline;
            """;
}
