using Holdfast.Data.Users;

namespace Holdfast.Data.Authorizations;

public sealed class AuthorizationStore
{
    private const string Columns = """
        a.id, a.user_id, a.client_id, a.created_at, a.expires_at, a.generation, a.rotated_at, a.revoked_at, a.revoked_reason,
        a.second_factor
        """;

    private static readonly DialectSql FindSql = new(kind =>
        $"""
            SELECT {Columns}, {UserColumns.Of(kind)}
            FROM authorizations a JOIN users u ON u.id = a.user_id WHERE a.id = @id
            """
    );

    public Task AddAsync(IUnitOfWork unit, Authorization authorization)
    {
        const string Sql = """
            INSERT INTO authorizations (id, user_id, client_id, created_at, expires_at, generation, rotated_at, second_factor)
            VALUES (@id, @user, @client, @created, @expires, @generation, @rotated, @factor)
            """;
        return unit.ExecuteAsync(
            Sql,
            ("id", authorization.Id),
            ("user", authorization.UserId),
            ("client", authorization.ClientId),
            ("created", authorization.CreatedAt),
            ("expires", authorization.ExpiresAt),
            ("generation", authorization.Generation),
            ("rotated", authorization.RotatedAt),
            ("factor", authorization.SecondFactor)
        );
    }

    /// <summary>Also one that ended or whose user is disabled: the caller decides, and can say why.</summary>
    public Task<AuthorizedUser?> FindAsync(IUnitOfWork unit, Guid id) =>
        unit.FirstAsync(FindSql.For(unit), row => new AuthorizedUser(Map(row), UserColumns.Map(row)), ("id", id));

    /// <summary>All of the user that are kept, also ended ones; newest first.</summary>
    public Task<IReadOnlyList<Authorization>> ListOfAsync(IUnitOfWork unit, Guid userId) =>
        unit.QueryAsync(
            $"SELECT {Columns} FROM authorizations a WHERE a.user_id = @user ORDER BY a.created_at DESC, a.id DESC",
            Map,
            ("user", userId)
        );

    /// <summary>
    /// Moves from one generation to a later one, if the authorization is still at the first and not revoked. Of several that try at the
    /// same time, one succeeds.
    /// </summary>
    /// <returns>False: somebody else was first, or it is revoked or gone.</returns>
    public async Task<bool> RotateAsync(IUnitOfWork unit, Guid id, int from, int to, DateTimeOffset now) =>
        await unit.ExecuteAsync(
            """
            UPDATE authorizations SET generation = @to, rotated_at = @now
            WHERE id = @id AND generation = @from AND revoked_at IS NULL
            """,
            ("to", to),
            ("now", now),
            ("id", id),
            ("from", from)
        ) > 0;

    /// <returns>False: it was revoked before, or is gone.</returns>
    public async Task<bool> RevokeAsync(IUnitOfWork unit, Guid id, string reason, DateTimeOffset now) =>
        await unit.ExecuteAsync(
            "UPDATE authorizations SET revoked_at = @now, revoked_reason = @reason WHERE id = @id AND revoked_at IS NULL",
            ("now", now),
            ("reason", reason),
            ("id", id)
        ) > 0;

    /// <returns>The authorizations that were good until now.</returns>
    public Task<IReadOnlyList<Guid>> RevokeAllOfAsync(IUnitOfWork unit, Guid userId, string reason, DateTimeOffset now)
    {
        const string Sql = """
            UPDATE authorizations SET revoked_at = @now, revoked_reason = @reason
            WHERE user_id = @user AND revoked_at IS NULL RETURNING id
            """;
        return unit.QueryAsync(Sql, row => row.Id("id"), ("now", now), ("reason", reason), ("user", userId));
    }

    /// <param name="before">What ended earlier than this is forgotten.</param>
    /// <returns>How many there were.</returns>
    public Task<int> PurgeAsync(IUnitOfWork unit, DateTimeOffset before) =>
        unit.ExecuteAsync(
            "DELETE FROM authorizations WHERE expires_at < @before OR revoked_at < @before",
            ("before", before)
        );

    private static Authorization Map(IRow row) =>
        new()
        {
            Id = row.Id("id"),
            UserId = row.Id("user_id"),
            ClientId = row.Text("client_id"),
            CreatedAt = row.Time("created_at"),
            ExpiresAt = row.Time("expires_at"),
            Generation = row.Int("generation"),
            RotatedAt = row.Time("rotated_at"),
            RevokedAt = row.TimeOrNull("revoked_at"),
            RevokedReason = row.TextOrNull("revoked_reason"),
            SecondFactor = row.Bool("second_factor"),
        };
}
