namespace Holdfast.Data.Factors;

public sealed class PasskeyStore
{
    private const string Columns = """
        id, user_id, credential, public_key, name, transports, counter, created_at, last_used_at
        """;

    /// <returns>False: this credential is known already.</returns>
    public async Task<bool> AddAsync(IUnitOfWork unit, Passkey passkey)
    {
        const string Sql = """
            INSERT INTO passkeys (id, user_id, credential, public_key, name, transports, counter, created_at)
            VALUES (@id, @user, @credential, @key, @name, @transports, @counter, @created)
            ON CONFLICT (credential) DO NOTHING
            """;
        return await unit.ExecuteAsync(
                Sql,
                ("id", passkey.Id),
                ("user", passkey.UserId),
                ("credential", passkey.Credential),
                ("key", passkey.PublicKey),
                ("name", passkey.Name),
                ("transports", string.Join(' ', passkey.Transports)),
                ("counter", passkey.Counter),
                ("created", passkey.CreatedAt)
            ) > 0;
    }

    /// <summary>Oldest first.</summary>
    public Task<IReadOnlyList<Passkey>> ListOfAsync(IUnitOfWork unit, Guid userId) =>
        unit.QueryAsync(
            $"SELECT {Columns} FROM passkeys WHERE user_id = @user ORDER BY created_at, id",
            Map,
            ("user", userId)
        );

    public Task<Passkey?> FindByCredentialAsync(IUnitOfWork unit, ReadOnlyMemory<byte> credential) =>
        unit.FirstAsync(
            $"SELECT {Columns} FROM passkeys WHERE credential = @credential",
            Map,
            ("credential", credential)
        );

    /// <returns>False: it is gone.</returns>
    public async Task<bool> UsedAsync(IUnitOfWork unit, Guid id, long counter, DateTimeOffset now) =>
        await unit.ExecuteAsync(
            "UPDATE passkeys SET counter = @counter, last_used_at = @now WHERE id = @id",
            ("counter", counter),
            ("now", now),
            ("id", id)
        ) > 0;

    /// <returns>False: the user has none of this id.</returns>
    public async Task<bool> RemoveAsync(IUnitOfWork unit, Guid userId, Guid id) =>
        await unit.ExecuteAsync("DELETE FROM passkeys WHERE id = @id AND user_id = @user", ("id", id), ("user", userId))
        > 0;

    public Task<int> RemoveAllAsync(IUnitOfWork unit, Guid userId) =>
        unit.ExecuteAsync("DELETE FROM passkeys WHERE user_id = @user", ("user", userId));

    private static Passkey Map(IRow row) =>
        new()
        {
            Id = row.Id("id"),
            UserId = row.Id("user_id"),
            Credential = row.Bytes("credential"),
            PublicKey = row.Bytes("public_key"),
            Name = row.Text("name"),
            Transports = row.Text("transports").Split(' ', StringSplitOptions.RemoveEmptyEntries),
            Counter = row.Long("counter"),
            CreatedAt = row.Time("created_at"),
            LastUsedAt = row.TimeOrNull("last_used_at"),
        };
}
