namespace Holdfast.Data.AuthorizationCodes;

public sealed class AuthorizationCodeStore
{
    private const string Columns = """
        hash, user_id, client_id, redirect_uri, code_challenge, created_at, expires_at, used_at, authorization_id,
        second_factor
        """;

    public Task AddAsync(IUnitOfWork unit, AuthorizationCode code)
    {
        const string Sql = """
            INSERT INTO authorization_codes (hash, user_id, client_id, redirect_uri, code_challenge, created_at, expires_at,
                second_factor)
            VALUES (@hash, @user, @client, @uri, @challenge, @created, @expires, @factor)
            """;
        return unit.ExecuteAsync(
            Sql,
            ("hash", code.Hash),
            ("user", code.UserId),
            ("client", code.ClientId),
            ("uri", code.RedirectUri),
            ("challenge", code.CodeChallenge),
            ("created", code.CreatedAt),
            ("expires", code.ExpiresAt),
            ("factor", code.SecondFactor)
        );
    }

    /// <summary>Marks the code as used. Of several that use it at the same time, one is the first.</summary>
    /// <returns>Null: there is no such code. Also one that has expired: the caller decides.</returns>
    public async Task<CodeUse?> UseAsync(IUnitOfWork unit, ReadOnlyMemory<byte> hash, DateTimeOffset now)
    {
        var used = await unit.FirstAsync(
            $"UPDATE authorization_codes SET used_at = @now WHERE hash = @hash AND used_at IS NULL RETURNING {Columns}",
            Map,
            ("now", now),
            ("hash", hash)
        );
        var code = used ?? await FindAsync(unit, hash);
        return code is null ? null : new CodeUse(code, used is not null);
    }

    public Task<AuthorizationCode?> FindAsync(IUnitOfWork unit, ReadOnlyMemory<byte> hash) =>
        unit.FirstAsync($"SELECT {Columns} FROM authorization_codes WHERE hash = @hash", Map, ("hash", hash));

    /// <summary>Notes what came of the code.</summary>
    public Task AttachAsync(IUnitOfWork unit, ReadOnlyMemory<byte> hash, Guid authorizationId) =>
        unit.ExecuteAsync(
            "UPDATE authorization_codes SET authorization_id = @id WHERE hash = @hash",
            ("id", authorizationId),
            ("hash", hash)
        );

    /// <param name="before">
    /// Codes that expired earlier are forgotten. Leave some time, so that a second use is still noticed.
    /// </param>
    /// <returns>How many there were.</returns>
    public Task<int> PurgeAsync(IUnitOfWork unit, DateTimeOffset before) =>
        unit.ExecuteAsync("DELETE FROM authorization_codes WHERE expires_at < @before", ("before", before));

    private static AuthorizationCode Map(IRow row) =>
        new()
        {
            Hash = row.Bytes("hash"),
            UserId = row.Id("user_id"),
            ClientId = row.Text("client_id"),
            RedirectUri = row.Text("redirect_uri"),
            CodeChallenge = row.Text("code_challenge"),
            CreatedAt = row.Time("created_at"),
            ExpiresAt = row.Time("expires_at"),
            UsedAt = row.TimeOrNull("used_at"),
            AuthorizationId = row.IdOrNull("authorization_id"),
            SecondFactor = row.Bool("second_factor"),
        };
}
