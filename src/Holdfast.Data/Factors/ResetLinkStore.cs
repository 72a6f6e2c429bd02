namespace Holdfast.Data.Factors;

/// <summary>Links with which somebody sets a new password, once. The database knows only the hash of what the link holds.</summary>
public sealed class ResetLinkStore
{
    /// <summary>The one link of the user; those from before are void.</summary>
    public Task PutAsync(IUnitOfWork unit, Guid userId, byte[] hash, DateTimeOffset now, DateTimeOffset expiresAt)
    {
        const string Sql = """
            INSERT INTO reset_links (user_id, hash, created_at, expires_at) VALUES (@user, @hash, @now, @expires)
            ON CONFLICT (user_id) DO UPDATE
            SET hash = excluded.hash, created_at = excluded.created_at, expires_at = excluded.expires_at
            """;
        return unit.ExecuteAsync(Sql, ("user", userId), ("hash", hash), ("now", now), ("expires", expiresAt));
    }

    /// <returns>Whose link it is; null: there is none, or it has expired.</returns>
    public async Task<Guid?> FindAsync(IUnitOfWork unit, ReadOnlyMemory<byte> hash, DateTimeOffset now) =>
        await unit.FirstAsync<Guid?>(
            "SELECT user_id FROM reset_links WHERE hash = @hash AND expires_at > @now",
            row => row.Id("user_id"),
            ("hash", hash),
            ("now", now)
        );

    /// <summary>Uses the link up. Of several that try at the same time, one succeeds.</summary>
    public async Task<bool> UseAsync(IUnitOfWork unit, ReadOnlyMemory<byte> hash, DateTimeOffset now) =>
        await unit.ExecuteAsync(
            "DELETE FROM reset_links WHERE hash = @hash AND expires_at > @now",
            ("hash", hash),
            ("now", now)
        ) > 0;

    public Task<int> RemoveOfAsync(IUnitOfWork unit, Guid userId) =>
        unit.ExecuteAsync("DELETE FROM reset_links WHERE user_id = @user", ("user", userId));

    /// <returns>How many had expired.</returns>
    public Task<int> PurgeAsync(IUnitOfWork unit, DateTimeOffset now) =>
        unit.ExecuteAsync("DELETE FROM reset_links WHERE expires_at <= @now", ("now", now));
}
