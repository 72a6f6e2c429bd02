namespace Holdfast.Data.Settings;

/// <summary>What administrators set, one JSON document a key.</summary>
public sealed class SettingStore
{
    /// <returns>JSON, or null: not set.</returns>
    public Task<string?> FindAsync(IUnitOfWork unit, string key) =>
        unit.FirstAsync("SELECT document FROM settings WHERE key = @key", row => row.Text("document"), ("key", key));

    /// <summary>What is set, held until the unit's end, so that nobody else changes it between the look and the change.</summary>
    /// <param name="whenUnset">JSON, which is then set.</param>
    public async Task<string> FindForChangeAsync(IUnitOfWork unit, string key, string whenUnset, DateTimeOffset now)
    {
        // A row that is not there cannot be locked; an update that changes nothing locks one that is.
        const string Sql = """
            INSERT INTO settings (key, document, updated_at) VALUES (@key, @document, @now)
            ON CONFLICT (key) DO UPDATE SET updated_at = settings.updated_at RETURNING document
            """;
        return (
            await unit.FirstAsync(Sql, row => row.Text("document"), ("key", key), ("document", whenUnset), ("now", now))
        )!;
    }

    /// <summary>Nobody changes it until the unit's end; others may hold it too. Nothing happens when it is not set.</summary>
    public Task HoldAsync(IUnitOfWork unit, string key) =>
        RowLocks.HoldAsync(unit, "SELECT 1 AS held FROM settings WHERE key = @key", ("key", key));

    public Task<IReadOnlyList<(string Key, string Document)>> ListAsync(IUnitOfWork unit) =>
        unit.QueryAsync(
            "SELECT key, document FROM settings ORDER BY key",
            row => (row.Text("key"), row.Text("document"))
        );

    public Task PutAsync(IUnitOfWork unit, string key, string document, DateTimeOffset now)
    {
        const string Sql = """
            INSERT INTO settings (key, document, updated_at) VALUES (@key, @document, @now)
            ON CONFLICT (key) DO UPDATE SET document = excluded.document, updated_at = excluded.updated_at
            """;
        return unit.ExecuteAsync(Sql, ("key", key), ("document", document), ("now", now));
    }

    /// <returns>False: it was not set.</returns>
    public async Task<bool> RemoveAsync(IUnitOfWork unit, string key) =>
        await unit.ExecuteAsync("DELETE FROM settings WHERE key = @key", ("key", key)) > 0;
}
