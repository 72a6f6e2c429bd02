using Holdfast.Data.Users;

namespace Holdfast.Data.WebSessions;

public sealed class WebSessionStore
{
    /// <summary>How exact <see cref="WebSession.LastSeenAt"/> is; less would make every page view a write.</summary>
    public static readonly TimeSpan TouchInterval = TimeSpan.FromMinutes(1);

    private const string Columns = """
        s.hash, s.user_id, s.created_at, s.last_seen_at, s.expires_at, s.address, s.user_agent, s.signed_in_by, s.factor_at,
        s.confirmed_at
        """;

    private static readonly DialectSql FindSql = new(kind =>
        $"""
            SELECT {Columns}, {UserColumns.Of(kind)}
            FROM web_sessions s JOIN users u ON u.id = s.user_id WHERE s.hash = @hash
            """
    );

    public Task AddAsync(IUnitOfWork unit, WebSession session)
    {
        const string Sql = """
            INSERT INTO web_sessions (hash, user_id, created_at, last_seen_at, expires_at, address, user_agent, signed_in_by,
                factor_at, confirmed_at)
            VALUES (@hash, @user, @created, @seen, @expires, @address, @agent, @method, @factor, @confirmed)
            """;
        return unit.ExecuteAsync(
            Sql,
            ("hash", session.Hash),
            ("user", session.UserId),
            ("created", session.CreatedAt),
            ("seen", session.LastSeenAt),
            ("expires", session.ExpiresAt),
            ("address", session.Address),
            ("agent", session.UserAgent),
            ("method", Text(session.Method)),
            ("factor", session.FactorAt),
            ("confirmed", session.ConfirmedAt)
        );
    }

    /// <summary>Also one that has expired or whose user is disabled: the caller decides, and can say why.</summary>
    public Task<SignedIn?> FindAsync(IUnitOfWork unit, ReadOnlyMemory<byte> hash) =>
        unit.FirstAsync(FindSql.For(unit), row => new SignedIn(Map(row), UserColumns.Map(row)), ("hash", hash));

    /// <summary>Writes that the session is in use, and until when it is good, when the last time is longer ago than <see cref="TouchInterval"/>.</summary>
    /// <returns>Whether it was written.</returns>
    public async Task<bool> TouchAsync(
        IUnitOfWork unit,
        ReadOnlyMemory<byte> hash,
        DateTimeOffset now,
        DateTimeOffset expiresAt
    )
    {
        const string Sql = """
            UPDATE web_sessions SET last_seen_at = @now, expires_at = @expires WHERE hash = @hash AND last_seen_at < @before
            """;
        return await unit.ExecuteAsync(
                Sql,
                ("now", now),
                ("expires", expiresAt),
                ("hash", hash),
                ("before", now - TouchInterval)
            ) > 0;
    }

    /// <summary>
    /// A second factor was proven: the session goes on under a new secret, so that who knew the old one gains nothing. Of several that
    /// try at the same time, one succeeds.
    /// </summary>
    /// <returns>False: the session is gone, or goes on under another secret already.</returns>
    public async Task<bool> ProveFactorAsync(
        IUnitOfWork unit,
        ReadOnlyMemory<byte> hash,
        byte[] newHash,
        SignInMethod method,
        DateTimeOffset now,
        DateTimeOffset expiresAt
    )
    {
        const string Sql = """
            UPDATE web_sessions SET hash = @new, signed_in_by = @method, factor_at = @now, confirmed_at = @now,
                last_seen_at = @now, expires_at = @expires
            WHERE hash = @hash
            """;
        return await unit.ExecuteAsync(
                Sql,
                ("new", newHash),
                ("method", Text(method)),
                ("now", now),
                ("expires", expiresAt),
                ("hash", hash)
            ) > 0;
    }

    /// <summary>The password was given again.</summary>
    public Task ConfirmAsync(IUnitOfWork unit, ReadOnlyMemory<byte> hash, DateTimeOffset now) =>
        unit.ExecuteAsync(
            "UPDATE web_sessions SET confirmed_at = @now WHERE hash = @hash",
            ("now", now),
            ("hash", hash)
        );

    /// <returns>False: there was none.</returns>
    public async Task<bool> RemoveAsync(IUnitOfWork unit, ReadOnlyMemory<byte> hash) =>
        await unit.ExecuteAsync("DELETE FROM web_sessions WHERE hash = @hash", ("hash", hash)) > 0;

    /// <param name="except">The session that stays; null: none stays.</param>
    /// <returns>How many there were.</returns>
    public Task<int> RemoveAllOfAsync(IUnitOfWork unit, Guid userId, ReadOnlyMemory<byte>? except = null) =>
        unit.ExecuteAsync(
            "DELETE FROM web_sessions WHERE user_id = @user AND hash <> @except",
            ("user", userId),
            ("except", except ?? ReadOnlyMemory<byte>.Empty)
        );

    /// <summary>Last seen first.</summary>
    public Task<IReadOnlyList<WebSession>> ListOfAsync(IUnitOfWork unit, Guid userId) =>
        unit.QueryAsync(
            $"SELECT {Columns} FROM web_sessions s WHERE s.user_id = @user ORDER BY s.last_seen_at DESC",
            Map,
            ("user", userId)
        );

    /// <returns>How many had expired.</returns>
    public Task<int> PurgeAsync(IUnitOfWork unit, DateTimeOffset now) =>
        unit.ExecuteAsync("DELETE FROM web_sessions WHERE expires_at <= @now", ("now", now));

    private static WebSession Map(IRow row) =>
        new()
        {
            Hash = row.Bytes("hash"),
            UserId = row.Id("user_id"),
            CreatedAt = row.Time("created_at"),
            LastSeenAt = row.Time("last_seen_at"),
            ExpiresAt = row.Time("expires_at"),
            Address = row.Text("address"),
            UserAgent = row.Text("user_agent"),
            Method = MethodOf(row.Text("signed_in_by")),
            FactorAt = row.TimeOrNull("factor_at"),
            ConfirmedAt = row.TimeOrNull("confirmed_at"),
        };

    private static string Text(SignInMethod method) =>
        method switch
        {
            SignInMethod.Totp => "totp",
            SignInMethod.Recovery => "recovery",
            SignInMethod.Passkey => "passkey",
            SignInMethod.Provider => "provider",
            _ => "password",
        };

    private static SignInMethod MethodOf(string text) =>
        text switch
        {
            "totp" => SignInMethod.Totp,
            "recovery" => SignInMethod.Recovery,
            "passkey" => SignInMethod.Passkey,
            "provider" => SignInMethod.Provider,
            _ => SignInMethod.Password,
        };
}
