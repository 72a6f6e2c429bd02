namespace Holdfast.Data.Factors;

public sealed class AuthenticatorStore
{
    /// <returns>False: the user has one already.</returns>
    public async Task<bool> AddAsync(IUnitOfWork unit, Authenticator authenticator)
    {
        const string Sql = """
            INSERT INTO authenticators (user_id, sealed, last_step, created_at) VALUES (@user, @sealed, @step, @created)
            ON CONFLICT (user_id) DO NOTHING
            """;
        return await unit.ExecuteAsync(
                Sql,
                ("user", authenticator.UserId),
                ("sealed", authenticator.Sealed),
                ("step", authenticator.LastStep),
                ("created", authenticator.CreatedAt)
            ) > 0;
    }

    public Task<Authenticator?> FindAsync(IUnitOfWork unit, Guid userId) =>
        unit.FirstAsync(
            "SELECT user_id, sealed, last_step, created_at, last_used_at FROM authenticators WHERE user_id = @user",
            Map,
            ("user", userId)
        );

    /// <summary>Uses the code of a time step up. Of several that try at the same time, on whatever portal, one succeeds.</summary>
    /// <returns>False: this step, or a later one, was used before.</returns>
    public async Task<bool> UseAsync(IUnitOfWork unit, Guid userId, long step, DateTimeOffset now) =>
        await unit.ExecuteAsync(
            """
            UPDATE authenticators SET last_step = @step, last_used_at = @now WHERE user_id = @user AND last_step < @step
            """,
            ("step", step),
            ("now", now),
            ("user", userId)
        ) > 0;

    /// <returns>False: there was none.</returns>
    public async Task<bool> RemoveAsync(IUnitOfWork unit, Guid userId) =>
        await unit.ExecuteAsync("DELETE FROM authenticators WHERE user_id = @user", ("user", userId)) > 0;

    private static Authenticator Map(IRow row) =>
        new()
        {
            UserId = row.Id("user_id"),
            Sealed = row.Bytes("sealed"),
            LastStep = row.Long("last_step"),
            CreatedAt = row.Time("created_at"),
            LastUsedAt = row.TimeOrNull("last_used_at"),
        };
}
