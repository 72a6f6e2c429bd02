namespace Holdfast.Data.Sources;

/// <summary>How the last look at each source ended.</summary>
public sealed class SourceLookStore
{
    public Task PutAsync(IUnitOfWork unit, SourceLook look)
    {
        const string Sql = """
            INSERT INTO source_looks (source_id, at, trouble, summary) VALUES (@id, @at, @trouble, @summary)
            ON CONFLICT (source_id) DO UPDATE SET at = excluded.at, trouble = excluded.trouble, summary = excluded.summary
            """;
        return unit.ExecuteAsync(
            Sql,
            ("id", look.SourceId),
            ("at", look.At),
            ("trouble", look.Trouble),
            ("summary", look.Summary)
        );
    }

    public Task<IReadOnlyList<SourceLook>> ListAsync(IUnitOfWork unit) =>
        unit.QueryAsync(
            "SELECT source_id, at, trouble, summary FROM source_looks",
            row => new SourceLook(row.Id("source_id"), row.Time("at"), row.TextOrNull("trouble"), row.Text("summary"))
        );

    /// <returns>False: there was none.</returns>
    public async Task<bool> RemoveAsync(IUnitOfWork unit, Guid sourceId) =>
        await unit.ExecuteAsync("DELETE FROM source_looks WHERE source_id = @id", ("id", sourceId)) > 0;
}
