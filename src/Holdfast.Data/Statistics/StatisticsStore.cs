namespace Holdfast.Data.Statistics;

/// <summary>Days in figures, from sessions.</summary>
public sealed partial class StatisticsStore
{
    /// <summary>SQLite takes no more than 32 766 parameters, and a long statement is no faster. Arbitrary.</summary>
    private const int AtOnce = 100;

    /// <summary>Those that ended first, of any age; then live ones. What was counted is not found again before it grows.</summary>
    public async Task<IReadOnlyList<UncountedSession>> UncountedAsync(IUnitOfWork unit, int limit)
    {
        var ended = await UncountedAsync(unit, "ended_at IS NOT NULL AND tallied = 0", limit);
        return ended.Count == limit
            ? ended
            :
            [
                .. ended,
                .. await UncountedAsync(
                    unit,
                    "ended_at IS NULL AND (received > counted_received OR sent > counted_sent)",
                    limit - ended.Count
                ),
            ];
    }

    /// <summary>They stand in the books with the totals that were found, whatever they are by now.</summary>
    public async Task SetCountedAsync(IUnitOfWork unit, IEnumerable<UncountedSession> sessions)
    {
        foreach (var some in sessions.Chunk(AtOnce))
        {
            var rows = some.Select((_, i) => $"(@id{i}, @received{i}, @sent{i}, @tallied{i})");
            await unit.ExecuteAsync(
                // Both databases call the columns of VALUES so.
                $"""
                UPDATE sessions SET counted_received = v.column2, counted_sent = v.column3, tallied = v.column4
                FROM (VALUES {string.Join(", ", rows)}) AS v WHERE id = v.column1
                """,
                [
                    .. some.SelectMany(
                        (session, i) =>
                            new (string, object?)[]
                            {
                                ($"id{i}", session.Id),
                                ($"received{i}", session.Received),
                                ($"sent{i}", session.Sent),
                                ($"tallied{i}", session.EndedAt is not null),
                            }
                    ),
                ]
            );
        }
    }

    public async Task AddTrafficAsync(IUnitOfWork unit, IEnumerable<DailyTraffic> traffic)
    {
        foreach (var one in traffic)
        {
            await unit.ExecuteAsync(
                """
                INSERT INTO daily_traffic (day, profile_id, node_id, received, sent)
                VALUES (@day, @profile, @node, @received, @sent)
                ON CONFLICT (day, profile_id, node_id) DO UPDATE SET
                    received = daily_traffic.received + excluded.received, sent = daily_traffic.sent + excluded.sent
                """,
                ("day", DayNumber.Of(one.Day)),
                ("profile", one.ProfileId),
                ("node", one.NodeId),
                ("received", one.Received),
                ("sent", one.Sent)
            );
        }
    }

    /// <summary>The days are to be computed, again or for the first time.</summary>
    public async Task MarkAsync(IUnitOfWork unit, IEnumerable<DateOnly> days)
    {
        foreach (var day in days)
        {
            await unit.ExecuteAsync(
                """
                INSERT INTO statistics_days (day, marks, settled) VALUES (@day, 1, 0)
                ON CONFLICT (day) DO UPDATE SET marks = statistics_days.marks + 1
                """,
                ("day", DayNumber.Of(day))
            );
        }
    }

    /// <returns>Null: there is none yet.</returns>
    public async Task<DateOnly?> LastDayAsync(IUnitOfWork unit) =>
        await unit.FirstAsync("SELECT max(day) AS day FROM statistics_days", row => row.LongOrNull("day")) is { } day
            ? DayNumber.ToDay(day)
            : null;

    /// <summary>The newest first.</summary>
    public Task<IReadOnlyList<DueDay>> DueAsync(IUnitOfWork unit, int limit) =>
        unit.QueryAsync(
            "SELECT day, marks FROM statistics_days WHERE marks <> settled ORDER BY day DESC LIMIT @limit",
            row => new DueDay(DayNumber.ToDay(row.Long("day")), row.Long("marks")),
            ("limit", limit)
        );

    /// <summary>Sessions that were live in some moment of the day.</summary>
    public async Task<IReadOnlyList<SessionSpan>> SpansAsync(IUnitOfWork unit, DateOnly day)
    {
        const string Columns =
            "SELECT started_at, ended_at, user_name, configuration_id, profile_id, node_id FROM sessions";
        var (begin, end) = (DayNumber.Begin(day), DayNumber.Begin(day.AddDays(1)));
        var ended = await unit.QueryAsync(
            $"{Columns} WHERE ended_at >= @begin AND started_at < @end",
            Span,
            ("begin", begin),
            ("end", end)
        );
        var live = await unit.QueryAsync($"{Columns} WHERE ended_at IS NULL AND started_at < @end", Span, ("end", end));
        return [.. ended, .. live];
    }

    /// <summary>The day is exactly this.</summary>
    public async Task SettleAsync(IUnitOfWork unit, DueDay due, IEnumerable<DailyUse> use)
    {
        var day = DayNumber.Of(due.Day);
        await unit.ExecuteAsync("DELETE FROM daily_use WHERE day = @day", ("day", day));
        foreach (var one in use)
        {
            await unit.ExecuteAsync(
                """
                INSERT INTO daily_use (day, profile_id, node_id, people, devices, sessions, peak)
                VALUES (@day, @profile, @node, @people, @devices, @sessions, @peak)
                """,
                ("day", day),
                ("profile", one.ProfileId),
                ("node", one.NodeId),
                ("people", one.People),
                ("devices", one.Devices),
                ("sessions", one.Sessions),
                ("peak", one.Peak)
            );
        }

        await LeaveAsync(unit, due);
    }

    /// <summary>The day stays as it is: its sessions are no longer kept.</summary>
    public Task LeaveAsync(IUnitOfWork unit, DueDay due) =>
        unit.ExecuteAsync(
            "UPDATE statistics_days SET settled = @marks WHERE day = @day",
            ("marks", due.Marks),
            ("day", DayNumber.Of(due.Day))
        );

    /// <summary>Forgets days before this one.</summary>
    public async Task PurgeAsync(IUnitOfWork unit, DateOnly before)
    {
        foreach (var table in new[] { "daily_traffic", "daily_use", "statistics_days" })
        {
            await unit.ExecuteAsync($"DELETE FROM {table} WHERE day < @day", ("day", DayNumber.Of(before)));
        }
    }

    private static Task<IReadOnlyList<UncountedSession>> UncountedAsync(IUnitOfWork unit, string which, int limit) =>
        unit.QueryAsync(
            $"""
            SELECT id, profile_id, node_id, started_at, ended_at, last_seen_at, received, sent,
                received - counted_received AS new_received, sent - counted_sent AS new_sent
            FROM sessions WHERE {which} LIMIT @limit
            """,
            row => new UncountedSession(
                row.Id("id"),
                row.Text("profile_id"),
                row.Text("node_id"),
                row.Time("started_at"),
                row.TimeOrNull("ended_at"),
                row.Time("last_seen_at"),
                row.Long("received"),
                row.Long("sent"),
                row.Long("new_received"),
                row.Long("new_sent")
            ),
            ("limit", limit)
        );

    private static SessionSpan Span(IRow row) =>
        new(
            row.Time("started_at"),
            row.TimeOrNull("ended_at"),
            row.Text("user_name"),
            row.Id("configuration_id"),
            row.Text("profile_id"),
            row.Text("node_id")
        );
}
