namespace Holdfast.Data.Factors;

/// <summary>Challenges that were answered: none is taken twice, on whatever portal.</summary>
public sealed class SpentChallengeStore
{
    /// <param name="hash">Of the challenge.</param>
    /// <param name="expiresAt">From then on nobody would take the challenge in any case.</param>
    /// <returns>False: it was answered before.</returns>
    public async Task<bool> SpendAsync(IUnitOfWork unit, byte[] hash, DateTimeOffset expiresAt) =>
        await unit.ExecuteAsync(
            "INSERT INTO spent_challenges (hash, expires_at) VALUES (@hash, @expires) ON CONFLICT (hash) DO NOTHING",
            ("hash", hash),
            ("expires", expiresAt)
        ) > 0;

    /// <returns>How many there were.</returns>
    public Task<int> PurgeAsync(IUnitOfWork unit, DateTimeOffset now) =>
        unit.ExecuteAsync("DELETE FROM spent_challenges WHERE expires_at <= @now", ("now", now));
}
