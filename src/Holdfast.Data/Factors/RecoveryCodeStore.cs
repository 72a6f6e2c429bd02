namespace Holdfast.Data.Factors;

/// <summary>Codes that each work once. The database knows only a keyed hash of each.</summary>
public sealed class RecoveryCodeStore
{
    /// <summary>These and no others: the codes from before are void.</summary>
    public async Task ReplaceAsync(IUnitOfWork unit, Guid userId, IEnumerable<byte[]> hashes, DateTimeOffset now)
    {
        await RemoveAllAsync(unit, userId);
        foreach (var hash in hashes)
        {
            await unit.ExecuteAsync(
                "INSERT INTO recovery_codes (user_id, hash, created_at) VALUES (@user, @hash, @now)",
                ("user", userId),
                ("hash", hash),
                ("now", now)
            );
        }
    }

    /// <summary>Uses a code up. Of several that try at the same time, one succeeds.</summary>
    /// <returns>False: there is no such code, or it was used.</returns>
    public async Task<bool> UseAsync(IUnitOfWork unit, Guid userId, ReadOnlyMemory<byte> hash) =>
        await unit.ExecuteAsync(
            "DELETE FROM recovery_codes WHERE user_id = @user AND hash = @hash",
            ("user", userId),
            ("hash", hash)
        ) > 0;

    public Task<int> RemoveAllAsync(IUnitOfWork unit, Guid userId) =>
        unit.ExecuteAsync("DELETE FROM recovery_codes WHERE user_id = @user", ("user", userId));
}
