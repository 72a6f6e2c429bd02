using Holdfast.Model.DesiredState;

namespace Holdfast.Data.Nodes;

/// <summary>
/// Up to which revision nodes have made real what they should be, as some portal heard it. For portals that have no link to a node;
/// one that has knows better.
/// </summary>
public sealed class NodeConfirmationStore
{
    /// <summary>By node; those that are missing have confirmed nothing that mattered.</summary>
    public async Task<IReadOnlyDictionary<string, Revision>> ReadAsync(IUnitOfWork unit) =>
        (
            await unit.QueryAsync(
                "SELECT node_id, epoch, revision FROM node_confirmations",
                row => (Node: row.Text("node_id"), Revision: new Revision(row.Long("epoch"), row.Long("revision")))
            )
        ).ToDictionary(row => row.Node, row => row.Revision, StringComparer.Ordinal);

    /// <returns>False: as much was known before, or there is no such node.</returns>
    public async Task<bool> SetAsync(IUnitOfWork unit, string nodeId, Revision confirmed)
    {
        const string Sql = """
            INSERT INTO node_confirmations (node_id, epoch, revision)
            SELECT n.id, @epoch, @revision FROM nodes n WHERE n.id = @node
            ON CONFLICT (node_id) DO UPDATE SET epoch = excluded.epoch, revision = excluded.revision
            WHERE (node_confirmations.epoch, node_confirmations.revision) < (excluded.epoch, excluded.revision)
            """;
        return await unit.ExecuteAsync(
                Sql,
                ("node", nodeId),
                ("epoch", confirmed.Epoch),
                ("revision", confirmed.Number)
            ) > 0;
    }
}
