using Holdfast.Data.Users;

namespace Holdfast.Data.Sources;

/// <summary>Which users come from which source.</summary>
public sealed class SourcePersonStore
{
    private const string Columns = """
        p.user_id AS person_user_id, p.source_id AS person_source_id, p.subject AS person_subject, p.name AS person_name,
        p.seen_at AS person_seen_at, p.vanished_at AS person_vanished_at, p.refresh AS person_refresh
        """;

    private static readonly DialectSql FindSql = new(kind =>
        $"""
            SELECT {Columns}, {UserColumns.Of(kind)} FROM source_people p JOIN users u ON u.id = p.user_id
            WHERE p.source_id = @source AND p.subject = @subject
            """
    );

    private static readonly DialectSql SeenBeforeSql = new(kind =>
        $"""
            SELECT {Columns}, {UserColumns.Of(kind)} FROM source_people p JOIN users u ON u.id = p.user_id
            WHERE p.source_id = @source AND p.vanished_at IS NULL AND p.refresh IS NULL AND p.seen_at < @before ORDER BY p.seen_at LIMIT @limit
            """
    );

    private static readonly DialectSql ListSql = new(kind =>
        $"""
            SELECT {Columns}, {UserColumns.Of(kind)} FROM source_people p JOIN users u ON u.id = p.user_id
            WHERE p.source_id = @source AND p.user_id > @after ORDER BY p.user_id LIMIT @limit
            """
    );

    /// <summary>Their users must be there, and come from no source yet.</summary>
    public async Task AddAsync(IUnitOfWork unit, IReadOnlyList<SourcePerson> people)
    {
        foreach (var some in people.Chunk(ManyRows.AtOnce))
        {
            await unit.ExecuteAsync(
                $"""
                INSERT INTO source_people (user_id, source_id, subject, name, seen_at, vanished_at, refresh)
                VALUES {ManyRows.Values(some.Length, 7)}
                """,
                ManyRows.Parameters(
                    some.Select(one =>
                        new object?[]
                        {
                            one.UserId,
                            one.SourceId,
                            one.Subject,
                            one.Name,
                            one.SeenAt,
                            one.VanishedAt,
                            one.Refresh,
                        }
                    )
                )
            );
        }
    }

    /// <returns>Null: the user comes from no source.</returns>
    public Task<SourcePerson?> FindAsync(IUnitOfWork unit, Guid userId) =>
        unit.FirstAsync($"SELECT {Columns} FROM source_people p WHERE p.user_id = @user", Map, ("user", userId));

    public Task<KnownPerson?> FindBySubjectAsync(IUnitOfWork unit, Guid sourceId, string subject) =>
        unit.FirstAsync(FindSql.For(unit), MapKnown, ("source", sourceId), ("subject", subject));

    /// <summary>One page of a source's people, in the order of their users' ids.</summary>
    /// <param name="after">The last user of the page before; null: from the beginning.</param>
    public Task<IReadOnlyList<KnownPerson>> ListAsync(IUnitOfWork unit, Guid sourceId, Guid? after, int limit) =>
        unit.QueryAsync(
            ListSql.For(unit),
            MapKnown,
            ("source", sourceId),
            ("after", after ?? Guid.Empty),
            ("limit", limit)
        );

    /// <summary>People whom the source has not confirmed since then, for whom it cannot be asked, and who have not vanished yet; the longest first.</summary>
    public Task<IReadOnlyList<KnownPerson>> ListSeenBeforeAsync(
        IUnitOfWork unit,
        Guid sourceId,
        DateTimeOffset before,
        int limit
    ) => unit.QueryAsync(SeenBeforeSql.For(unit), MapKnown, ("source", sourceId), ("before", before), ("limit", limit));

    public async Task<long> CountAsync(IUnitOfWork unit, Guid sourceId) =>
        await unit.FirstAsync(
            "SELECT count(*) AS n FROM source_people WHERE source_id = @source",
            row => row.Long("n"),
            ("source", sourceId)
        );

    /// <summary>The source knows the person, under this name.</summary>
    public Task SeenAsync(IUnitOfWork unit, Guid userId, string name, DateTimeOffset now) =>
        unit.ExecuteAsync(
            "UPDATE source_people SET name = @name, seen_at = @now, vanished_at = NULL WHERE user_id = @user",
            ("name", name),
            ("now", now),
            ("user", userId)
        );

    /// <summary>The source does not know the person any more.</summary>
    public Task VanishedAsync(IUnitOfWork unit, Guid userId, DateTimeOffset now) =>
        unit.ExecuteAsync(
            "UPDATE source_people SET vanished_at = @now, refresh = NULL WHERE user_id = @user",
            ("now", now),
            ("user", userId)
        );

    /// <summary>The user comes from no source any more.</summary>
    /// <returns>False: came from none.</returns>
    public async Task<bool> RemoveAsync(IUnitOfWork unit, Guid userId) =>
        await unit.ExecuteAsync("DELETE FROM source_people WHERE user_id = @user", ("user", userId)) > 0;

    /// <param name="refresh">Null: the source cannot be asked.</param>
    public Task SetRefreshAsync(IUnitOfWork unit, Guid userId, byte[]? refresh) =>
        unit.ExecuteAsync(
            "UPDATE source_people SET refresh = @refresh WHERE user_id = @user",
            ("refresh", refresh),
            ("user", userId)
        );

    private static KnownPerson MapKnown(IRow row) => new(Map(row), UserColumns.Map(row));

    private static SourcePerson Map(IRow row) =>
        new()
        {
            UserId = row.Id("person_user_id"),
            SourceId = row.Id("person_source_id"),
            Subject = row.Text("person_subject"),
            Name = row.Text("person_name"),
            SeenAt = row.Time("person_seen_at"),
            VanishedAt = row.TimeOrNull("person_vanished_at"),
            Refresh = row.BytesOrNull("person_refresh"),
        };
}
