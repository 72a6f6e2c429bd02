namespace Holdfast.Data.Nodes;

public sealed class UsedCodeStore
{
    /// <returns>False: the code was used before, and nothing was written.</returns>
    public async Task<bool> AddAsync(IUnitOfWork unit, UsedCode used)
    {
        const string Sql = """
            INSERT INTO used_codes (code_id, node_key, node_id, node_created_at, ends_at)
            VALUES (@code, @key, @node, @created, @ends) ON CONFLICT (code_id) DO NOTHING
            """;
        return await unit.ExecuteAsync(
                Sql,
                ("code", used.CodeId),
                ("key", used.NodeKey),
                ("node", used.NodeId),
                ("created", used.NodeCreatedAt),
                ("ends", used.EndsAt)
            ) > 0;
    }

    /// <summary>Also one that would have expired.</summary>
    public Task<UsedCode?> FindAsync(IUnitOfWork unit, string codeId) =>
        unit.FirstAsync(
            "SELECT code_id, node_key, node_id, node_created_at, ends_at FROM used_codes WHERE code_id = @code",
            row => new UsedCode(
                row.Text("code_id"),
                row.Text("node_key"),
                row.Text("node_id"),
                row.Time("node_created_at"),
                row.Time("ends_at")
            ),
            ("code", codeId)
        );

    public Task<int> RemoveAsync(IUnitOfWork unit, string codeId) =>
        unit.ExecuteAsync("DELETE FROM used_codes WHERE code_id = @code", ("code", codeId));

    /// <summary>Forgets those that would have expired before a moment.</summary>
    public Task<int> PurgeAsync(IUnitOfWork unit, DateTimeOffset before) =>
        unit.ExecuteAsync("DELETE FROM used_codes WHERE ends_at < @before", ("before", before));
}
