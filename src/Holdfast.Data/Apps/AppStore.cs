using System.Text.Json;

namespace Holdfast.Data.Apps;

public sealed class AppStore
{
    private const string Columns = "client_id, name, redirect_uris, enabled, created_at";

    public Task<IReadOnlyList<App>> ListAsync(IUnitOfWork unit) =>
        unit.QueryAsync($"SELECT {Columns} FROM apps ORDER BY client_id", Map);

    public Task<App?> FindAsync(IUnitOfWork unit, string clientId) =>
        unit.FirstAsync($"SELECT {Columns} FROM apps WHERE client_id = @id", Map, ("id", clientId));

    /// <summary>Adds the app, or changes it; the time of its creation stays.</summary>
    public Task PutAsync(IUnitOfWork unit, App app)
    {
        const string Sql = """
            INSERT INTO apps (client_id, name, redirect_uris, enabled, created_at)
            VALUES (@id, @name, @uris, @enabled, @created)
            ON CONFLICT (client_id) DO UPDATE SET
                name = excluded.name, redirect_uris = excluded.redirect_uris, enabled = excluded.enabled
            """;
        return unit.ExecuteAsync(
            Sql,
            ("id", app.ClientId),
            ("name", app.Name),
            ("uris", JsonSerializer.Serialize(app.RedirectUris)),
            ("enabled", app.Enabled),
            ("created", app.CreatedAt)
        );
    }

    /// <returns>False: there was none.</returns>
    public async Task<bool> RemoveAsync(IUnitOfWork unit, string clientId) =>
        await unit.ExecuteAsync("DELETE FROM apps WHERE client_id = @id", ("id", clientId)) > 0;

    private static App Map(IRow row) =>
        new(
            row.Text("client_id"),
            row.Text("name"),
            JsonSerializer.Deserialize<string[]>(row.Text("redirect_uris")) ?? [],
            row.Bool("enabled"),
            row.Time("created_at")
        );
}
