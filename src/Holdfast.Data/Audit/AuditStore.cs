using Holdfast.Data.Values;

namespace Holdfast.Data.Audit;

public sealed partial class AuditStore
{
    private const string Columns = "id, at, actor, action, subject, detail, from_address";

    public Task AddAsync(IUnitOfWork unit, AuditEntry entry) => AddManyAsync(unit, [entry]);

    public async Task AddManyAsync(IUnitOfWork unit, IReadOnlyList<AuditEntry> entries)
    {
        foreach (var some in entries.Chunk(ManyRows.AtOnce))
        {
            await unit.ExecuteAsync(
                $"INSERT INTO audit ({Columns}) VALUES {ManyRows.Values(some.Length, 7)}",
                ManyRows.Parameters(
                    some.Select(entry =>
                        new object?[]
                        {
                            entry.Id,
                            entry.At,
                            entry.Actor,
                            entry.Action,
                            entry.Subject,
                            entry.Detail,
                            entry.FromAddress,
                        }
                    )
                )
            );
        }
    }

    /// <summary>Newest first.</summary>
    /// <param name="before">The last one of the page before; null: from the newest.</param>
    public Task<IReadOnlyList<AuditEntry>> ListAsync(IUnitOfWork unit, AuditFilter filter, AuditMark? before, int limit)
    {
        const string Sql = $"""
            SELECT {Columns} FROM audit
            WHERE (at, id) < (@at, @id) AND at >= @from AND at < @until AND action LIKE @action ESCAPE '\'
                AND lower(actor) LIKE @actor ESCAPE '\' AND lower(subject) LIKE @subject ESCAPE '\'
            ORDER BY at DESC, id DESC LIMIT @limit
            """;
        return unit.QueryAsync(
            Sql,
            Map,
            ("at", before?.At ?? DateTimeOffset.MaxValue),
            ("id", before?.Id ?? Guid.AllBitsSet),
            ("from", filter.From ?? DateTimeOffset.MinValue),
            ("until", filter.Until ?? DateTimeOffset.MaxValue),
            ("action", LikePattern.Of(filter.Action, "")),
            ("actor", LikePattern.Containing(filter.Actor.ToLowerInvariant())),
            ("subject", LikePattern.Containing(filter.Subject.ToLowerInvariant())),
            ("limit", limit)
        );
    }

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
