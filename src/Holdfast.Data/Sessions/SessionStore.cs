using System.Net;
using Holdfast.Data.Values;

namespace Holdfast.Data.Sessions;

/// <summary>
/// Sessions from the events of nodes. Events may come twice and late: each has the same effect as if it had come once, counters never
/// shrink, and a session that ended stays ended.
/// </summary>
public sealed partial class SessionStore
{
    /// <summary>An address that was used over and over has a long history; an answer is about one time.</summary>
    private const int MaximumUses = 100;

    /// <summary>SQLite takes no more than 32 766 parameters, and a long statement is no faster. Arbitrary.</summary>
    private const int AtOnce = 100;

    /// <summary>The end of sessions of which the node knows nothing any more; they end when they were last seen.</summary>
    public const string Unheard = "not heard of again";

    private const string Columns = """
        s.id, s.configuration_id, s.user_id, s.user_name, s.profile_id, s.node_id, s.address4, s.address6, s.client_endpoint,
        s.started_at, s.ended_at, s.last_seen_at, s.received, s.sent, s.end_reason
        """;

    /// <summary>
    /// A node was started and knows which sessions may be live. All others of it are over; one that was over, and goes on in the node's
    /// eyes because its files are older than our books, is live again.
    /// </summary>
    /// <returns>How many were changed.</returns>
    public async Task<int> SettleAsync(IUnitOfWork unit, string nodeId, IReadOnlyCollection<Guid> open)
    {
        const string End = """
            UPDATE sessions SET ended_at = last_seen_at, end_reason = @reason
            WHERE id = @id AND node_id = @node AND ended_at IS NULL
            """;
        const string Reopen = """
            UPDATE sessions SET ended_at = NULL, end_reason = NULL, tallied = 0
            WHERE id = @id AND node_id = @node AND ended_at IS NOT NULL
            """;
        var live = await unit.QueryAsync(
            "SELECT id FROM sessions WHERE node_id = @node AND ended_at IS NULL",
            row => row.Id("id"),
            ("node", nodeId)
        );
        var changed = 0;
        foreach (var id in live.Except(open))
        {
            changed += await unit.ExecuteAsync(End, ("id", id), ("node", nodeId), ("reason", Unheard));
        }

        foreach (var id in open.Except(live))
        {
            changed += await unit.ExecuteAsync(Reopen, ("id", id), ("node", nodeId));
        }

        return changed;
    }

    /// <summary>Nobody will hear of the node any more.</summary>
    public Task<int> EndAllAsync(IUnitOfWork unit, string nodeId) =>
        unit.ExecuteAsync(
            "UPDATE sessions SET ended_at = last_seen_at, end_reason = @reason WHERE node_id = @node AND ended_at IS NULL",
            ("reason", Unheard),
            ("node", nodeId)
        );

    /// <summary>Of all that nodes tell, totals are the most: many of them are one statement.</summary>
    /// <returns>How many of the sessions are known and the node's.</returns>
    public async Task<int> CountAllAsync(IUnitOfWork unit, string nodeId, IEnumerable<SessionCount> counts)
    {
        var changed = 0;
        foreach (var some in counts.GroupBy(count => count.Id).Select(Largest).Chunk(AtOnce))
        {
            var rows = some.Select((_, i) => $"(@id{i}, @received{i}, @sent{i}, @at{i})");
            (string, object?)[] parameters =
            [
                ("node", nodeId),
                .. some.SelectMany(
                    (count, i) =>
                        new (string, object?)[]
                        {
                            ($"id{i}", count.Id),
                            ($"received{i}", count.Received),
                            ($"sent{i}", count.Sent),
                            ($"at{i}", count.At),
                        }
                ),
            ];
            // Both databases call the columns of VALUES so.
            changed += await unit.ExecuteAsync(
                $"""
                UPDATE sessions SET
                    received = CASE WHEN received < v.column2 THEN v.column2 ELSE received END,
                    sent = CASE WHEN sent < v.column3 THEN v.column3 ELSE sent END,
                    last_seen_at = CASE WHEN last_seen_at < v.column4 THEN v.column4 ELSE last_seen_at END
                FROM (VALUES {string.Join(", ", rows)}) AS v
                WHERE id = v.column1 AND node_id = @node
                """,
                parameters
            );
        }

        return changed;
    }

    private static SessionCount Largest(IGrouping<Guid, SessionCount> ofOne) =>
        new(ofOne.Key, ofOne.Max(c => c.Received), ofOne.Max(c => c.Sent), ofOne.Max(c => c.At));

    /// <returns>False: it ended before, or nobody knows it, or it is another node's.</returns>
    public async Task<bool> EndAsync(IUnitOfWork unit, string nodeId, SessionCount last, string reason)
    {
        await CountAllAsync(unit, nodeId, [last]);
        return await unit.ExecuteAsync(
                """
                UPDATE sessions SET ended_at = CASE WHEN started_at < @at THEN @at ELSE started_at END, end_reason = @reason
                WHERE id = @id AND node_id = @node AND ended_at IS NULL
                """,
                ("at", last.At),
                ("reason", reason),
                ("id", last.Id),
                ("node", nodeId)
            ) > 0;
    }

    public Task<Session?> FindAsync(IUnitOfWork unit, Guid id) =>
        unit.FirstAsync($"SELECT {Columns} FROM sessions s WHERE s.id = @id", Map, ("id", id));

    /// <summary>Live ones, newest first.</summary>
    /// <param name="before">The last one of the page before; null: from the newest.</param>
    public Task<IReadOnlyList<Session>> ListLiveAsync(
        IUnitOfWork unit,
        SessionFilter filter,
        SessionMark? before,
        int limit
    ) =>
        unit.QueryAsync(
            $"""
            SELECT {Columns} FROM sessions s WHERE {Live(filter)} AND (s.started_at, s.id) < (@started, @id)
            ORDER BY s.started_at DESC, s.id DESC LIMIT @limit
            """,
            Map,
            [
                .. Parameters(filter),
                ("started", before?.StartedAt ?? DateTimeOffset.MaxValue),
                ("id", before?.Id ?? Guid.AllBitsSet),
                ("limit", limit),
            ]
        );

    public async Task<long> CountLiveAsync(IUnitOfWork unit, SessionFilter filter) =>
        await unit.FirstAsync(
            $"SELECT count(*) AS n FROM sessions s WHERE {Live(filter)}",
            row => row.Long("n"),
            [.. Parameters(filter)]
        );

    private static string Live(SessionFilter filter)
    {
        var where = "s.ended_at IS NULL";
        where += filter.ProfileId is null ? "" : " AND s.profile_id = @profile";
        where += filter.NodeId is null ? "" : " AND s.node_id = @node";
        return where
            + (
                filter.User.Length == 0
                    ? ""
                    : @" AND s.user_id IN (SELECT u.id FROM users u WHERE u.name_key LIKE @user ESCAPE '\')"
            );
    }

    private static IEnumerable<(string, object?)> Parameters(SessionFilter filter)
    {
        if (filter.ProfileId is not null)
        {
            yield return ("profile", filter.ProfileId);
        }

        if (filter.NodeId is not null)
        {
            yield return ("node", filter.NodeId);
        }

        if (filter.User.Length > 0)
        {
            yield return ("user", LikePattern.Containing(filter.User));
        }
    }

    /// <summary>Of a user, live and past, newest first.</summary>
    /// <param name="before">The last one of the page before; null: from the newest.</param>
    public Task<IReadOnlyList<Session>> ListOfUserAsync(
        IUnitOfWork unit,
        Guid userId,
        SessionMark? before,
        int limit
    ) =>
        unit.QueryAsync(
            $"""
            SELECT {Columns} FROM sessions s WHERE s.user_id = @user AND (s.started_at, s.id) < (@started, @id)
            ORDER BY s.started_at DESC, s.id DESC LIMIT @limit
            """,
            Map,
            ("user", userId),
            ("started", before?.StartedAt ?? DateTimeOffset.MaxValue),
            ("id", before?.Id ?? Guid.AllBitsSet),
            ("limit", limit)
        );

    /// <summary>Who had this address inside the VPN at this time, as it is asked when an abuse report comes; newest first.</summary>
    public Task<IReadOnlyList<AddressUse>> HistoryByAddressAsync(
        IUnitOfWork unit,
        IPAddress address,
        DateTimeOffset at
    ) =>
        unit.QueryAsync(
            $"""
            SELECT {Columns}, c.created_at AS reserved_from, c.removed_at AS reserved_until
            FROM sessions s LEFT JOIN configurations c ON c.id = s.configuration_id
            WHERE (s.address4 = @address OR s.address6 = @address) AND s.started_at <= @at
                AND (s.ended_at IS NULL OR s.ended_at >= @at)
            ORDER BY s.started_at DESC, s.id DESC LIMIT @limit
            """,
            row => new AddressUse(Map(row), row.TimeOrNull("reserved_from"), row.TimeOrNull("reserved_until")),
            ("address", address),
            ("at", at),
            ("limit", MaximumUses)
        );

    /// <param name="before">What ended earlier is forgotten.</param>
    /// <param name="most">At once.</param>
    /// <returns>How many were forgotten.</returns>
    public Task<int> PurgeAsync(IUnitOfWork unit, DateTimeOffset before, int most) =>
        unit.ExecuteAsync(
            "DELETE FROM sessions WHERE id IN (SELECT id FROM sessions WHERE ended_at < @before LIMIT @most)",
            ("before", before),
            ("most", most)
        );

    private static Session Map(IRow row) =>
        new()
        {
            Id = row.Id("id"),
            ConfigurationId = row.Id("configuration_id"),
            UserId = row.IdOrNull("user_id"),
            UserName = row.Text("user_name"),
            ProfileId = row.Text("profile_id"),
            NodeId = row.Text("node_id"),
            Address4 = row.Address("address4"),
            Address6 = row.Address("address6"),
            ClientEndpoint = row.TextOrNull("client_endpoint"),
            StartedAt = row.Time("started_at"),
            EndedAt = row.TimeOrNull("ended_at"),
            LastSeenAt = row.Time("last_seen_at"),
            Received = row.Long("received"),
            Sent = row.Long("sent"),
            EndReason = row.TextOrNull("end_reason"),
        };
}
