namespace Holdfast.Data.Audit;

public sealed class AuditStore
{
    public Task AddAsync(IUnitOfWork unit, AuditEntry entry)
    {
        const string Sql = """
            INSERT INTO audit (id, at, actor, action, subject, detail, from_address)
            VALUES (@id, @at, @actor, @action, @subject, @detail, @from)
            """;
        return unit.ExecuteAsync(
            Sql,
            ("id", entry.Id),
            ("at", entry.At),
            ("actor", entry.Actor),
            ("action", entry.Action),
            ("subject", entry.Subject),
            ("detail", entry.Detail),
            ("from", entry.FromAddress)
        );
    }

    /// <summary>Newest first.</summary>
    /// <param name="before">The last one of the page before; null: from the newest.</param>
    public Task<IReadOnlyList<AuditEntry>> ListAsync(IUnitOfWork unit, AuditMark? before, int limit)
    {
        const string Sql = """
            SELECT id, at, actor, action, subject, detail, from_address FROM audit WHERE (at, id) < (@at, @id)
            ORDER BY at DESC, id DESC LIMIT @limit
            """;
        return unit.QueryAsync(
            Sql,
            Map,
            ("at", before?.At ?? DateTimeOffset.MaxValue),
            ("id", before?.Id ?? Guid.AllBitsSet),
            ("limit", limit)
        );
    }

    /// <param name="before">What is older is forgotten.</param>
    /// <param name="most">At once.</param>
    /// <returns>How many were forgotten.</returns>
    public Task<int> PurgeAsync(IUnitOfWork unit, DateTimeOffset before, int most) =>
        unit.ExecuteAsync(
            "DELETE FROM audit WHERE id IN (SELECT id FROM audit WHERE at < @before LIMIT @most)",
            ("before", before),
            ("most", most)
        );

    private static AuditEntry Map(IRow row) =>
        new(
            row.Id("id"),
            row.Time("at"),
            row.Text("actor"),
            row.Text("action"),
            row.Text("subject"),
            row.Text("detail"),
            row.AddressOrNull("from_address")
        );
}
