namespace Holdfast.Data.Portals;

/// <summary>The portals that serve this database.</summary>
public sealed class PortalStore
{
    /// <summary>A portal says that it is there.</summary>
    public Task PutAsync(IUnitOfWork unit, PortalEntry portal)
    {
        const string Sql = """
            INSERT INTO portals (id, address, machine, version, started_at, seen_at)
            VALUES (@id, @address, @machine, @version, @started, @seen)
            ON CONFLICT (id) DO UPDATE SET address = excluded.address, seen_at = excluded.seen_at
            """;
        return unit.ExecuteAsync(
            Sql,
            ("id", portal.Id),
            ("address", portal.Address),
            ("machine", portal.Machine),
            ("version", portal.Version),
            ("started", portal.StartedAt),
            ("seen", portal.SeenAt)
        );
    }

    /// <summary>In the order in which they were started.</summary>
    public Task<IReadOnlyList<PortalEntry>> ListAsync(IUnitOfWork unit) =>
        unit.QueryAsync(
            "SELECT id, address, machine, version, started_at, seen_at, draining_since FROM portals ORDER BY started_at, id",
            row => new PortalEntry(
                row.Text("id"),
                row.Text("address"),
                row.Text("machine"),
                row.Text("version"),
                row.Time("started_at"),
                row.Time("seen_at")
            )
            {
                DrainingSince = row.TimeOrNull("draining_since"),
            }
        );

    /// <param name="since">Null: all are welcome again.</param>
    /// <returns>False: it was so already, or there is no such portal.</returns>
    public async Task<bool> SetDrainingAsync(IUnitOfWork unit, string id, DateTimeOffset? since) =>
        (
            since is { } moment
                ? await unit.ExecuteAsync(
                    "UPDATE portals SET draining_since = @since WHERE id = @id AND draining_since IS NULL",
                    ("id", id),
                    ("since", moment)
                )
                : await unit.ExecuteAsync(
                    "UPDATE portals SET draining_since = NULL WHERE id = @id AND draining_since IS NOT NULL",
                    ("id", id)
                )
        ) > 0;

    /// <summary>A portal that stops in good order takes itself away.</summary>
    public Task RemoveAsync(IUnitOfWork unit, string id) =>
        unit.ExecuteAsync("DELETE FROM portals WHERE id = @id", ("id", id));

    /// <summary>Forgets those that were last seen before a moment.</summary>
    public Task<int> PurgeAsync(IUnitOfWork unit, DateTimeOffset before) =>
        unit.ExecuteAsync("DELETE FROM portals WHERE seen_at < @before", ("before", before));
}
