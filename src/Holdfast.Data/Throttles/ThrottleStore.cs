namespace Holdfast.Data.Throttles;

public sealed class ThrottleStore
{
    /// <summary>Counts a failure; a new window begins when the last one is over.</summary>
    /// <returns>The failures in the window, with this one, whoever else counts at the same time.</returns>
    public async Task<int> RecordFailureAsync(IUnitOfWork unit, string key, TimeSpan window, DateTimeOffset now)
    {
        const string Sql = """
            INSERT INTO throttles (key, failures, window_started_at) VALUES (@key, 1, @now)
            ON CONFLICT (key) DO UPDATE SET
                failures = CASE WHEN throttles.window_started_at <= @over THEN 1 ELSE throttles.failures + 1 END,
                window_started_at =
                    CASE WHEN throttles.window_started_at <= @over THEN @now ELSE throttles.window_started_at END
            RETURNING failures
            """;
        return await unit.FirstAsync(
            Sql,
            row => row.Int("failures"),
            ("key", key),
            ("now", now),
            ("over", now - window)
        );
    }

    /// <summary>Blocks what has failed; never for a shorter time than it is blocked already.</summary>
    public Task BlockAsync(IUnitOfWork unit, string key, DateTimeOffset until, DateTimeOffset now)
    {
        const string Sql = """
            INSERT INTO throttles (key, failures, window_started_at, blocked_until) VALUES (@key, 0, @now, @until)
            ON CONFLICT (key) DO UPDATE SET blocked_until = excluded.blocked_until
            WHERE throttles.blocked_until IS NULL OR throttles.blocked_until < excluded.blocked_until
            """;
        return unit.ExecuteAsync(Sql, ("key", key), ("now", now), ("until", until));
    }

    public Task<Throttle?> FindAsync(IUnitOfWork unit, string key) =>
        unit.FirstAsync(
            "SELECT key, failures, window_started_at, blocked_until FROM throttles WHERE key = @key",
            Map,
            ("key", key)
        );

    public Task ResetAsync(IUnitOfWork unit, string key) =>
        unit.ExecuteAsync("DELETE FROM throttles WHERE key = @key", ("key", key));

    /// <param name="before">Windows that began earlier are forgotten, unless something is still blocked.</param>
    /// <returns>How many there were.</returns>
    public Task<int> PurgeAsync(IUnitOfWork unit, DateTimeOffset before, DateTimeOffset now) =>
        unit.ExecuteAsync(
            "DELETE FROM throttles WHERE window_started_at < @before AND (blocked_until IS NULL OR blocked_until <= @now)",
            ("before", before),
            ("now", now)
        );

    private static Throttle Map(IRow row) =>
        new(row.Text("key"), row.Int("failures"), row.Time("window_started_at"), row.TimeOrNull("blocked_until"));
}
