namespace Holdfast.Data.Statistics;

public sealed partial class StatisticsStore
{
    /// <summary>Day by day, of all profiles or one, on all nodes or one. Days without anybody are left out.</summary>
    public Task<IReadOnlyList<DailyUse>> UseAsync(IUnitOfWork unit, StatisticsFilter filter) =>
        UseAsync(unit, filter, "profile_id = @profile AND node_id = @node");

    /// <summary>Day by day, each profile by itself.</summary>
    public Task<IReadOnlyList<DailyUse>> UseOfProfilesAsync(IUnitOfWork unit, StatisticsFilter filter) =>
        UseAsync(unit, filter, "profile_id <> '' AND (@profile = '' OR profile_id = @profile) AND node_id = @node");

    /// <summary>Day by day, each node by itself.</summary>
    public Task<IReadOnlyList<DailyUse>> UseOfNodesAsync(IUnitOfWork unit, StatisticsFilter filter) =>
        UseAsync(unit, filter, "node_id <> '' AND (@node = '' OR node_id = @node) AND profile_id = @profile");

    /// <summary>Day by day, each profile on each node by itself.</summary>
    public Task<IReadOnlyList<DailyUse>> UseOfBothAsync(IUnitOfWork unit, StatisticsFilter filter) =>
        UseAsync(
            unit,
            filter,
            """
            profile_id <> '' AND node_id <> '' AND (@profile = '' OR profile_id = @profile)
            AND (@node = '' OR node_id = @node)
            """
        );

    /// <summary>Day by day, each profile on each node by itself.</summary>
    public Task<IReadOnlyList<DailyTraffic>> TrafficAsync(IUnitOfWork unit, StatisticsFilter filter) =>
        unit.QueryAsync(
            """
            SELECT day, profile_id, node_id, received, sent FROM daily_traffic
            WHERE day >= @from AND day <= @until AND (@profile = '' OR profile_id = @profile)
                AND (@node = '' OR node_id = @node)
            ORDER BY day, profile_id, node_id
            """,
            row => new DailyTraffic(
                DayNumber.ToDay(row.Long("day")),
                row.Text("profile_id"),
                row.Text("node_id"),
                row.Long("received"),
                row.Long("sent")
            ),
            Parameters(filter)
        );

    private static Task<IReadOnlyList<DailyUse>> UseAsync(IUnitOfWork unit, StatisticsFilter filter, string which) =>
        unit.QueryAsync(
            $"""
            SELECT day, profile_id, node_id, people, devices, sessions, peak FROM daily_use
            WHERE day >= @from AND day <= @until AND {which} ORDER BY day, profile_id, node_id
            """,
            row => new DailyUse(
                DayNumber.ToDay(row.Long("day")),
                row.Text("profile_id"),
                row.Text("node_id"),
                row.Long("people"),
                row.Long("devices"),
                row.Long("sessions"),
                row.Long("peak")
            ),
            Parameters(filter)
        );

    private static (string, object?)[] Parameters(StatisticsFilter filter) =>
        [
            ("from", DayNumber.Of(filter.From)),
            ("until", DayNumber.Of(filter.Until)),
            ("profile", filter.ProfileId),
            ("node", filter.NodeId),
        ];
}
