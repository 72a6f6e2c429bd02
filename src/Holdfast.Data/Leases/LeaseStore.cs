namespace Holdfast.Data.Leases;

public sealed class LeaseStore
{
    /// <summary>Takes a lease that is free or over, or prolongs one's own.</summary>
    /// <returns>Null: somebody else holds it.</returns>
    public Task<Lease?> TryAcquireAsync(
        IUnitOfWork unit,
        string name,
        string holder,
        TimeSpan duration,
        DateTimeOffset now
    )
    {
        const string Sql = """
            INSERT INTO leases (name, holder, until, fence) VALUES (@name, @holder, @until, 1)
            ON CONFLICT (name) DO UPDATE SET
                fence = CASE WHEN leases.holder = excluded.holder THEN leases.fence ELSE leases.fence + 1 END,
                holder = excluded.holder, until = excluded.until
            WHERE leases.holder = excluded.holder OR leases.until <= @now
            RETURNING name, holder, until, fence
            """;
        return unit.FirstAsync(Sql, Map, ("name", name), ("holder", holder), ("until", now + duration), ("now", now));
    }

    /// <summary>Prolongs a lease that one still has. One that is over can be prolonged as long as nobody else took it.</summary>
    /// <returns>False: somebody else has taken it; stop at once.</returns>
    public async Task<bool> RenewAsync(IUnitOfWork unit, Lease lease, TimeSpan duration, DateTimeOffset now) =>
        await unit.ExecuteAsync(
            "UPDATE leases SET until = @until WHERE name = @name AND holder = @holder AND fence = @fence",
            ("until", now + duration),
            ("name", lease.Name),
            ("holder", lease.Holder),
            ("fence", lease.Fence)
        ) > 0;

    /// <summary>Gives a lease back, so that the next need not wait for its end.</summary>
    public Task ReleaseAsync(IUnitOfWork unit, Lease lease, DateTimeOffset now) =>
        unit.ExecuteAsync(
            "UPDATE leases SET until = @now, holder = '' WHERE name = @name AND holder = @holder AND fence = @fence",
            ("now", now),
            ("name", lease.Name),
            ("holder", lease.Holder),
            ("fence", lease.Fence)
        );

    public Task<Lease?> FindAsync(IUnitOfWork unit, string name) =>
        unit.FirstAsync("SELECT name, holder, until, fence FROM leases WHERE name = @name", Map, ("name", name));

    private static Lease Map(IRow row) =>
        new(row.Text("name"), row.Text("holder"), row.Time("until"), row.Long("fence"));
}
