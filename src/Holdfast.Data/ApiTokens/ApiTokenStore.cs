namespace Holdfast.Data.ApiTokens;

/// <summary>Knows only hashes: who reads the database cannot use a token.</summary>
public sealed class ApiTokenStore
{
    /// <summary>The last use is written no more often than this.</summary>
    public static readonly TimeSpan TouchInterval = TimeSpan.FromHours(1);

    private const string Columns = "id, name, scopes, made_by, created_at, expires_at, last_used_at";

    /// <returns>False: another token has the name.</returns>
    public async Task<bool> AddAsync(IUnitOfWork unit, ApiToken token, ReadOnlyMemory<byte> hash)
    {
        const string Sql = """
            INSERT INTO api_tokens (id, name, hash, scopes, made_by, created_at, expires_at)
            VALUES (@id, @name, @hash, @scopes, @by, @created, @expires)
            ON CONFLICT (name) DO NOTHING
            """;
        return await unit.ExecuteAsync(
                Sql,
                ("id", token.Id),
                ("name", token.Name),
                ("hash", hash),
                ("scopes", string.Join(' ', token.Scopes)),
                ("by", token.MadeBy),
                ("created", token.CreatedAt),
                ("expires", token.ExpiresAt)
            ) > 0;
    }

    /// <summary>All, those that have expired too, by name.</summary>
    public Task<IReadOnlyList<ApiToken>> ListAsync(IUnitOfWork unit) =>
        unit.QueryAsync($"SELECT {Columns} FROM api_tokens ORDER BY name", Map);

    public Task<ApiToken?> FindAsync(IUnitOfWork unit, Guid id) =>
        unit.FirstAsync($"SELECT {Columns} FROM api_tokens WHERE id = @id", Map, ("id", id));

    /// <summary>Also one that has expired.</summary>
    public Task<ApiToken?> FindByHashAsync(IUnitOfWork unit, ReadOnlyMemory<byte> hash) =>
        unit.FirstAsync($"SELECT {Columns} FROM api_tokens WHERE hash = @hash", Map, ("hash", hash));

    public Task TouchAsync(IUnitOfWork unit, Guid id, DateTimeOffset now) =>
        unit.ExecuteAsync("UPDATE api_tokens SET last_used_at = @now WHERE id = @id", ("now", now), ("id", id));

    /// <returns>False: there was none.</returns>
    public async Task<bool> RemoveAsync(IUnitOfWork unit, Guid id) =>
        await unit.ExecuteAsync("DELETE FROM api_tokens WHERE id = @id", ("id", id)) > 0;

    private static ApiToken Map(IRow row) =>
        new(
            row.Id("id"),
            row.Text("name"),
            row.Text("scopes").Split(' ', StringSplitOptions.RemoveEmptyEntries),
            row.Text("made_by"),
            row.Time("created_at"),
            row.Time("expires_at"),
            row.TimeOrNull("last_used_at")
        );
}
