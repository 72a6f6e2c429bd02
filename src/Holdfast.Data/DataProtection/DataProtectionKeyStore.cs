namespace Holdfast.Data.DataProtection;

/// <summary>The key ring that all portals share, so that a form drawn by one can be posted to another.</summary>
public sealed class DataProtectionKeyStore
{
    /// <summary>Oldest first.</summary>
    public Task<IReadOnlyList<DataProtectionKey>> ListAsync(IUnitOfWork unit) =>
        unit.QueryAsync(
            "SELECT name, sealed FROM data_protection_keys ORDER BY created_at, name",
            row => new DataProtectionKey(row.Text("name"), row.Bytes("sealed"))
        );

    /// <summary>A key of the same name is replaced.</summary>
    public Task PutAsync(IUnitOfWork unit, DataProtectionKey key, DateTimeOffset now)
    {
        const string Sql = """
            INSERT INTO data_protection_keys (name, sealed, created_at) VALUES (@name, @sealed, @now)
            ON CONFLICT (name) DO UPDATE SET sealed = excluded.sealed
            """;
        return unit.ExecuteAsync(Sql, ("name", key.FriendlyName), ("sealed", key.Sealed), ("now", now));
    }
}

/// <param name="FriendlyName">As ASP.NET Core names the element.</param>
/// <param name="Sealed">Encrypted by the caller.</param>
public sealed record DataProtectionKey(string FriendlyName, byte[] Sealed)
{
    public override string ToString() => $"DataProtectionKey {FriendlyName}";
}
