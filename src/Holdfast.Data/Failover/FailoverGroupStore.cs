using System.Text.Json;
using Holdfast.Model.Failover;
using Holdfast.Model.Json;

namespace Holdfast.Data.Failover;

/// <summary>The failover group of this installation.</summary>
public sealed class FailoverGroupStore
{
    private const long AnyRevision = -1;

    public async Task<StoredFailoverGroup> ReadAsync(IUnitOfWork unit) =>
        await unit.FirstAsync("SELECT revision, document, updated_at FROM failover_group WHERE id = 1", Map)
        ?? StoredFailoverGroup.None;

    /// <summary>Of several units at a time, the later one waits for the earlier.</summary>
    /// <param name="group">Null: there is none from now on.</param>
    /// <param name="expected">The revision in force; null: whichever.</param>
    /// <returns>With its revision, higher than any before; null: another one is in force, and nothing was changed.</returns>
    public async Task<StoredFailoverGroup?> PutAsync(
        IUnitOfWork unit,
        CommittedGroup? group,
        long? expected,
        DateTimeOffset now
    )
    {
        const string Sql = """
            INSERT INTO failover_group (id, revision, document, updated_at) VALUES (1, 1, @document, @now)
            ON CONFLICT (id) DO UPDATE SET revision = failover_group.revision + 1, document = excluded.document,
                updated_at = excluded.updated_at
            WHERE @expected < 0 OR failover_group.revision = @expected
            RETURNING revision
            """;
        var document = group is null ? null : JsonSerializer.Serialize(group, ModelJson.Options);
        var revision = await unit.FirstAsync<long?>(
            Sql,
            row => row.Long("revision"),
            ("document", document),
            ("expected", expected ?? AnyRevision),
            ("now", now)
        );
        return revision is { } put ? new StoredFailoverGroup(put, group, now) : null;
    }

    private static StoredFailoverGroup Map(IRow row) =>
        new(
            row.Long("revision"),
            row.TextOrNull("document") is { } document
                ? JsonSerializer.Deserialize<CommittedGroup>(document, ModelJson.Options)
                    ?? throw new JsonException("A group is null.")
                : null,
            row.Time("updated_at")
        );
}
