namespace Holdfast.Data.Sessions;

public sealed partial class SessionStore
{
    /// <summary>
    /// When all come at once, many of them are one statement. A configuration has one session at a time on a node: an earlier one that
    /// still counts as live has ended unheard.
    /// </summary>
    /// <param name="starts">In their order.</param>
    /// <returns>How many were not known before, of configurations that are on this node.</returns>
    public async Task<int> StartAllAsync(IUnitOfWork unit, string nodeId, IReadOnlyList<SessionStart> starts)
    {
        var added = 0;
        var waiting = starts;
        while (waiting.Count > 0)
        {
            var some = waiting.Take(AtOnce).DistinctBy(start => start.ConfigurationId).ToList();
            // The second of a configuration ends the first, which therefore has to be in the books before.
            waiting = [.. waiting.Except(some)];
            added += await StartAtOnceAsync(unit, nodeId, some);
        }

        return added;
    }

    private static async Task<int> StartAtOnceAsync(IUnitOfWork unit, string nodeId, IReadOnlyList<SessionStart> starts)
    {
        var rows = starts.Select((_, i) => $"(@id{i}, @configuration{i}, @four{i}, @six{i}, @endpoint{i}, @at{i})");
        (string, object?)[] parameters = [("node", nodeId), .. starts.SelectMany(Parameters)];
        // Both databases call the columns of VALUES so. PostgreSQL takes a column of nothing but nulls for text, which an endpoint is.
        var added = await unit.QueryAsync(
            $"""
            INSERT INTO sessions (id, configuration_id, user_id, user_name, profile_id, node_id, address4, address6,
                client_endpoint, started_at, last_seen_at, received, sent)
            SELECT v.column1, c.id, c.user_id, c.user_name, c.profile_id, p.node_id, v.column3, v.column4,
                v.column5, v.column6, v.column6, 0, 0
            FROM (VALUES {string.Join(", ", rows)}) AS v
                JOIN configurations c ON c.id = v.column2
                JOIN placements p ON p.configuration_id = c.id
            WHERE p.node_id = @node
            ON CONFLICT (id) DO NOTHING
            RETURNING id
            """,
            row => row.Id("id"),
            parameters
        );
        await EndEarlierAsync(unit, nodeId, [.. starts.Where(start => added.Contains(start.Id))]);
        return added.Count;
    }

    private static async Task EndEarlierAsync(IUnitOfWork unit, string nodeId, IReadOnlyList<SessionStart> added)
    {
        if (added.Count == 0)
        {
            return;
        }

        var rows = added.Select((_, i) => $"(@id{i}, @configuration{i})");
        await unit.ExecuteAsync(
            $"""
            UPDATE sessions SET ended_at = last_seen_at, end_reason = @reason
            FROM (VALUES {string.Join(", ", rows)}) AS v
            WHERE configuration_id = v.column2 AND node_id = @node AND id <> v.column1 AND ended_at IS NULL
            """,
            [
                ("reason", Unheard),
                ("node", nodeId),
                .. added.SelectMany(
                    (start, i) =>
                        new (string, object?)[] { ($"id{i}", start.Id), ($"configuration{i}", start.ConfigurationId) }
                ),
            ]
        );
    }

    private static IEnumerable<(string, object?)> Parameters(SessionStart start, int i) =>
        [
            ($"id{i}", start.Id),
            ($"configuration{i}", start.ConfigurationId),
            ($"four{i}", start.Address4),
            ($"six{i}", start.Address6),
            ($"endpoint{i}", start.ClientEndpoint),
            ($"at{i}", start.At),
        ];
}
