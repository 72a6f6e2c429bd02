namespace Holdfast.Data.Audit;

public sealed partial class AuditStore
{
    /// <summary>A person's sign-ins and attempts, newest first.</summary>
    /// <param name="subject">The name, as it is written in the log.</param>
    /// <param name="since">Since when the name is this person's.</param>
    /// <param name="before">The last one of the page before; null: from the newest.</param>
    public Task<IReadOnlyList<AuditEntry>> SignInsAsync(
        IUnitOfWork unit,
        string subject,
        DateTimeOffset since,
        AuditMark? before,
        int limit
    )
    {
        // The index is of exactly these actions.
        const string Sql = $"""
            SELECT {Columns} FROM audit
            WHERE subject = @subject AND action IN ('sign-in', 'sign-in.password', 'sign-in.fail')
                AND (at, id) < (@at, @id) AND at >= @since
            ORDER BY at DESC, id DESC LIMIT @limit
            """;
        return unit.QueryAsync(
            Sql,
            Map,
            ("subject", subject),
            ("at", before?.At ?? DateTimeOffset.MaxValue),
            ("id", before?.Id ?? Guid.AllBitsSet),
            ("since", since),
            ("limit", limit)
        );
    }
}
