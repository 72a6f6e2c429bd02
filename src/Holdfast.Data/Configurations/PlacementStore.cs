using Holdfast.Model.Profiles;

namespace Holdfast.Data.Configurations;

/// <summary>On which nodes configurations are live: a WireGuard configuration on one, an OpenVPN configuration on all of its profile.</summary>
public sealed class PlacementStore
{
    private const string OfProfile = """
        FROM configurations c WHERE c.profile_id = @profile AND c.protocol = @protocol AND c.removed_at IS NULL
        """;

    private static readonly string ConfigurationColumns = string.Join(
        ", ",
        ConfigurationStore.Columns.Split(',', StringSplitOptions.TrimEntries).Select(column => $"c.{column}")
    );

    internal Task<IReadOnlyList<string>> NodesOfAsync(IUnitOfWork unit, Guid configurationId) =>
        unit.QueryAsync(
            "SELECT node_id FROM placements WHERE configuration_id = @id AND ended = 0 ORDER BY node_id",
            row => row.Text("node_id"),
            ("id", configurationId)
        );

    /// <summary>All that a node has to make real, for a snapshot.</summary>
    public Task<IReadOnlyList<Configuration>> LivingOnAsync(IUnitOfWork unit, string nodeId) =>
        unit.QueryAsync(
            $"""
            SELECT {ConfigurationColumns} FROM placements p JOIN configurations c ON c.id = p.configuration_id
            WHERE p.node_id = @node AND p.ended = 0
            """,
            ConfigurationStore.Map,
            ("node", nodeId)
        );

    /// <summary>What came and went with a revision in (from, to], in the order of the revisions, for a delta.</summary>
    public Task<IReadOnlyList<PlacedConfiguration>> ChangedSinceAsync(
        IUnitOfWork unit,
        string nodeId,
        long from,
        long to
    ) =>
        unit.QueryAsync(
            $"""
            SELECT {ConfigurationColumns}, p.ended FROM placements p JOIN configurations c ON c.id = p.configuration_id
            WHERE p.node_id = @node AND p.revision > @from AND p.revision <= @to
            ORDER BY p.revision
            """,
            row => new PlacedConfiguration(ConfigurationStore.Map(row), row.Bool("ended")),
            ("node", nodeId),
            ("from", from),
            ("to", to)
        );

    /// <summary>What was taken from users who are disabled, on nodes in use, and would not have expired before a moment.</summary>
    public Task<IReadOnlyList<CutOff>> EndedOfDisabledAsync(IUnitOfWork unit, DateTimeOffset now) =>
        unit.QueryAsync(
            """
            SELECT p.node_id, u.id AS user_id, u.name AS user_name, max(p.revision) AS revision
            FROM users u JOIN configurations c ON c.user_id = u.id JOIN placements p ON p.configuration_id = c.id
                JOIN nodes n ON n.id = p.node_id
            WHERE u.disabled_at IS NOT NULL AND c.removed_at IS NOT NULL AND c.expires_at > @now AND p.ended = 1
                AND n.removed_at IS NULL
            GROUP BY p.node_id, u.id, u.name ORDER BY u.name, p.node_id
            """,
            row => new CutOff(row.Text("node_id"), row.Id("user_id"), row.Text("user_name"), row.Long("revision")),
            ("now", now)
        );

    /// <summary>Nodes on which configurations of the profile and protocol are live.</summary>
    public Task<IReadOnlyList<string>> NodesOfProfileAsync(IUnitOfWork unit, string profileId, Protocol protocol) =>
        unit.QueryAsync(
            $"""
            SELECT DISTINCT p.node_id FROM placements p
            WHERE p.ended = 0 AND p.configuration_id IN (SELECT c.id {OfProfile}) ORDER BY p.node_id
            """,
            row => row.Text("node_id"),
            ("profile", profileId),
            ("protocol", protocol)
        );

    /// <summary>Whether some configuration of the profile and protocol is not live on the node.</summary>
    public async Task<bool> LacksSomeAsync(IUnitOfWork unit, string profileId, Protocol protocol, string nodeId) =>
        await unit.FirstAsync(
            $"""
            SELECT 1 AS lacks {OfProfile} AND NOT EXISTS
                (SELECT 1 FROM placements p WHERE p.configuration_id = c.id AND p.node_id = @node AND p.ended = 0)
            LIMIT 1
            """,
            row => row.Bool("lacks"),
            ("profile", profileId),
            ("protocol", protocol),
            ("node", nodeId)
        );

    /// <summary>Puts all configurations of the profile and protocol that are not live on the node there.</summary>
    public Task<int> PutAllAsync(IUnitOfWork unit, string profileId, Protocol protocol, PlacementRevision placement) =>
        unit.ExecuteAsync(
            $"""
            INSERT INTO placements (configuration_id, node_id, revision, ended)
            SELECT c.id, @node, @revision, 0 {OfProfile}
            ON CONFLICT (configuration_id, node_id) DO UPDATE SET revision = excluded.revision, ended = 0
            WHERE placements.ended = 1
            """,
            ("node", placement.NodeId),
            ("revision", placement.Revision),
            ("profile", profileId),
            ("protocol", protocol)
        );

    /// <summary>Takes all configurations of the profile and protocol off the node.</summary>
    public Task<int> EndAllAsync(IUnitOfWork unit, string profileId, Protocol protocol, PlacementRevision placement) =>
        unit.ExecuteAsync(
            $"""
            UPDATE placements SET revision = @revision, ended = 1
            WHERE node_id = @node AND ended = 0 AND configuration_id IN (SELECT c.id {OfProfile})
            """,
            ("node", placement.NodeId),
            ("revision", placement.Revision),
            ("profile", profileId),
            ("protocol", protocol)
        );

    internal Task AddAsync(IUnitOfWork unit, Guid configurationId, IReadOnlyList<PlacementRevision> placed)
    {
        var rows = placed.Select((_, index) => $"(@id, @node{index}, @revision{index}, 0)");
        (string, object?)[] parameters =
        [
            ("id", configurationId),
            .. placed.Select((placement, index) => ($"node{index}", (object?)placement.NodeId)),
            .. placed.Select((placement, index) => ($"revision{index}", (object?)placement.Revision)),
        ];
        return unit.ExecuteAsync(
            $"INSERT INTO placements (configuration_id, node_id, revision, ended) VALUES {string.Join(", ", rows)}",
            parameters
        );
    }

    internal Task EndAsync(IUnitOfWork unit, Guid configurationId, PlacementRevision placement) =>
        unit.ExecuteAsync(
            "UPDATE placements SET revision = @revision, ended = 1 WHERE configuration_id = @id AND node_id = @node",
            ("revision", placement.Revision),
            ("id", configurationId),
            ("node", placement.NodeId)
        );
}
