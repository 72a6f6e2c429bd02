namespace Holdfast.Data.Secrets;

/// <summary>Secrets by name, encrypted by the caller with a key that is not in the database.</summary>
public sealed class SecretStore
{
    private static readonly DialectSql Exists = new(
        sqlite: "SELECT count(*) AS n FROM sqlite_master WHERE type = 'table' AND name = 'secrets'",
        postgres: "SELECT CASE WHEN to_regclass('secrets') IS NULL THEN 0 ELSE 1 END::bigint AS n"
    );

    /// <summary>One of them, whichever; null: there is none, or not even a schema. For databases of any age.</summary>
    public async Task<SealedSecret?> AnyAsync(IUnitOfWork unit)
    {
        const string Sql = "SELECT name, sealed FROM secrets ORDER BY name LIMIT 1";
        return await unit.FirstAsync(Exists.For(unit), row => row.Long("n")) == 0
            ? null
            : await unit.FirstAsync(Sql, row => new SealedSecret(row.Text("name"), row.Bytes("sealed")));
    }

    public Task<byte[]?> FindAsync(IUnitOfWork unit, string name) =>
        unit.FirstAsync("SELECT sealed FROM secrets WHERE name = @name", row => row.Bytes("sealed"), ("name", name));

    /// <summary>The secret that is there, or else this one. Of two portals that offer one at the same time, both get the same.</summary>
    public async Task<byte[]> GetOrAddAsync(IUnitOfWork unit, string name, byte[] offered, DateTimeOffset now)
    {
        const string Sql = """
            INSERT INTO secrets (name, sealed, created_at) VALUES (@name, @sealed, @now) ON CONFLICT (name) DO NOTHING
            """;
        await unit.ExecuteAsync(Sql, ("name", name), ("sealed", offered), ("now", now));
        return await FindAsync(unit, name) ?? throw new InvalidOperationException($"The secret {name} vanished.");
    }

    /// <summary>Puts a new secret into the place of the old one, or adds it.</summary>
    public Task PutAsync(IUnitOfWork unit, string name, byte[] value, DateTimeOffset now)
    {
        const string Sql = """
            INSERT INTO secrets (name, sealed, created_at) VALUES (@name, @sealed, @now)
            ON CONFLICT (name) DO UPDATE SET sealed = excluded.sealed, created_at = excluded.created_at
            """;
        return unit.ExecuteAsync(Sql, ("name", name), ("sealed", value), ("now", now));
    }

    /// <returns>False: there was none.</returns>
    public async Task<bool> RemoveAsync(IUnitOfWork unit, string name) =>
        await unit.ExecuteAsync("DELETE FROM secrets WHERE name = @name", ("name", name)) > 0;
}
