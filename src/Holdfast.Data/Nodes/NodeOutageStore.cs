namespace Holdfast.Data.Nodes;

/// <summary>When nodes could not be reached. Several portals may say the same; it is written once.</summary>
public sealed class NodeOutageStore
{
    /// <summary>What begins again so soon is the same outage: a node that comes and goes does not fill the table.</summary>
    public static readonly TimeSpan SameWithin = TimeSpan.FromSeconds(10);

    private const string Columns = "node_id, began_at, ended_at, reason";

    /// <returns>False: one was open already, and nothing was written.</returns>
    public async Task<bool> BeginAsync(IUnitOfWork unit, string nodeId, DateTimeOffset at, string reason)
    {
        const string Reopen = """
            UPDATE node_outages SET ended_at = NULL
            WHERE node_id = @node AND ended_at >= @recent
                AND began_at = (SELECT max(began_at) FROM node_outages WHERE node_id = @node)
            """;
        const string Insert = """
            INSERT INTO node_outages (node_id, began_at, reason) VALUES (@node, @at, @reason) ON CONFLICT DO NOTHING
            """;
        return await unit.ExecuteAsync(Reopen, ("node", nodeId), ("recent", at - SameWithin)) > 0
            || await unit.ExecuteAsync(Insert, ("node", nodeId), ("at", at), ("reason", reason)) > 0;
    }

    /// <returns>False: none was open.</returns>
    public async Task<bool> EndAsync(IUnitOfWork unit, string nodeId, DateTimeOffset at)
    {
        const string Sql = """
            UPDATE node_outages SET ended_at = CASE WHEN began_at > @at THEN began_at ELSE @at END
            WHERE node_id = @node AND ended_at IS NULL
            """;
        return await unit.ExecuteAsync(Sql, ("node", nodeId), ("at", at)) > 0;
    }

    /// <summary>Those that were not over at a moment, of all nodes, the latest first.</summary>
    public Task<IReadOnlyList<NodeOutage>> ListAsync(IUnitOfWork unit, DateTimeOffset since) =>
        unit.QueryAsync(
            $"""
            SELECT {Columns} FROM node_outages WHERE ended_at IS NULL OR ended_at >= @since
            ORDER BY began_at DESC, node_id
            """,
            row => new NodeOutage(
                row.Text("node_id"),
                row.Time("began_at"),
                row.TimeOrNull("ended_at"),
                row.Text("reason")
            ),
            ("since", since)
        );

    /// <summary>Forgets those that were over before a moment.</summary>
    public Task<int> PurgeAsync(IUnitOfWork unit, DateTimeOffset before) =>
        unit.ExecuteAsync("DELETE FROM node_outages WHERE ended_at < @before", ("before", before));
}
