using System.Net;
using System.Text.Json;
using Holdfast.Model.Json;

namespace Holdfast.Data.Nodes;

public sealed class NodeStore
{
    private const string Columns = """
        id, address, certificate_serial, certificate_fingerprint, certificate_ends_at, host_name AS own_host_name,
        given_host_name, coalesce(given_host_name, host_name) AS client_host_name, wireguard_tcp_url, revision,
        services_revision, weight, client_networks, draining_since, created_at, removed_at
        """;

    /// <summary>A new node, at revision 1 and with no preferences. One that was removed may come again under its id; its revisions go on.</summary>
    /// <returns>False: a node of this id is in use.</returns>
    public async Task<bool> AddAsync(IUnitOfWork unit, Node node)
    {
        const string Sql = """
            INSERT INTO nodes (id, address, certificate_serial, certificate_fingerprint, certificate_ends_at, host_name,
                wireguard_tcp_url, revision, services_revision, created_at)
            VALUES (@id, @address, @serial, @fingerprint, @ends, @host, @tcp, 1, 1, @created)
            ON CONFLICT (id) DO UPDATE SET
                address = excluded.address, certificate_serial = excluded.certificate_serial,
                certificate_fingerprint = excluded.certificate_fingerprint,
                certificate_ends_at = excluded.certificate_ends_at, host_name = excluded.host_name,
                given_host_name = NULL, weight = excluded.weight, client_networks = excluded.client_networks,
                draining_since = NULL, wireguard_tcp_url = excluded.wireguard_tcp_url, revision = nodes.revision + 1,
                services_revision = nodes.revision + 1, created_at = excluded.created_at, removed_at = NULL
            WHERE nodes.removed_at IS NOT NULL
            """;
        return await unit.ExecuteAsync(
                Sql,
                ("id", node.Id),
                ("address", node.Address),
                ("serial", node.CertificateSerial),
                ("fingerprint", node.CertificateFingerprint),
                ("ends", node.CertificateEndsAt),
                ("host", node.HostName),
                ("tcp", node.WireGuardTcpUrl),
                ("created", node.CreatedAt)
            ) > 0;
    }

    /// <summary>Those in use, by id.</summary>
    public Task<IReadOnlyList<Node>> ListAsync(IUnitOfWork unit) =>
        unit.QueryAsync($"SELECT {Columns} FROM nodes WHERE removed_at IS NULL ORDER BY id", Map);

    /// <summary>Also a removed one.</summary>
    public Task<Node?> FindAsync(IUnitOfWork unit, string id) =>
        unit.FirstAsync($"SELECT {Columns} FROM nodes WHERE id = @id", Map, ("id", id));

    /// <summary>
    /// The revision of the change that this unit of work makes for the node. Until the unit ends no other one gets a revision for the
    /// same node, so that revisions become visible in their order; call it as late in the unit as you can.
    /// </summary>
    /// <exception cref="InvalidOperationException">There is no such node in use.</exception>
    public async Task<long> BumpRevisionAsync(IUnitOfWork unit, string id, bool servicesChanged)
    {
        const string Sql = """
            UPDATE nodes SET revision = revision + 1,
                services_revision = CASE WHEN @services = 1 THEN revision + 1 ELSE services_revision END
            WHERE id = @id AND removed_at IS NULL RETURNING revision
            """;
        var revision = await unit.FirstAsync<long?>(
            Sql,
            row => row.Long("revision"),
            ("services", servicesChanged),
            ("id", id)
        );
        return revision ?? throw new InvalidOperationException($"There is no node {id}.");
    }

    public async Task<bool> SetAddressAsync(IUnitOfWork unit, string id, string address) =>
        await unit.ExecuteAsync("UPDATE nodes SET address = @address WHERE id = @id", ("address", address), ("id", id))
        > 0;

    public async Task<bool> SetCertificateAsync(
        IUnitOfWork unit,
        string id,
        string serial,
        string fingerprint,
        DateTimeOffset endsAt
    )
    {
        const string Sql = """
            UPDATE nodes SET certificate_serial = @serial, certificate_fingerprint = @fingerprint,
                certificate_ends_at = @ends
            WHERE id = @id
            """;
        return await unit.ExecuteAsync(
                Sql,
                ("serial", serial),
                ("fingerprint", fingerprint),
                ("ends", endsAt),
                ("id", id)
            ) > 0;
    }

    /// <summary>
    /// Another one after every change of what some node should be, and after one was added or removed. Nodes that were removed count
    /// too: their rows stay and revisions only grow, so that two changes never make up for each other.
    /// </summary>
    public async Task<NodeMark> MarkAsync(IUnitOfWork unit) =>
        await unit.FirstAsync(
            """
            SELECT count(*) AS nodes, count(removed_at) AS removed, CAST(coalesce(sum(revision), 0) AS BIGINT) AS revisions
            FROM nodes
            """,
            row => new NodeMark(row.Long("nodes"), row.Long("removed"), row.Long("revisions"))
        ) ?? throw new InvalidOperationException("An aggregate has always a row.");

    /// <summary>The node is told by a new revision, which is the caller's to raise.</summary>
    /// <param name="since">Null: it takes clients again.</param>
    /// <returns>False: it was so before, and nothing was written; a drain that goes on keeps its beginning.</returns>
    public async Task<bool> SetDrainingAsync(IUnitOfWork unit, string id, DateTimeOffset? since)
    {
        const string Sql = """
            UPDATE nodes SET draining_since = @since
            WHERE id = @id AND removed_at IS NULL
                AND CASE WHEN draining_since IS NULL THEN 0 ELSE 1 END <> @draining
            """;
        return await unit.ExecuteAsync(Sql, ("since", since), ("draining", since is not null), ("id", id)) > 0;
    }

    /// <param name="preferences">All of them; the caller has checked them.</param>
    /// <returns>False: there is none in use.</returns>
    public async Task<bool> SetPreferencesAsync(IUnitOfWork unit, string id, NodePreferences preferences)
    {
        const string Sql = """
            UPDATE nodes SET weight = @weight, client_networks = @networks, given_host_name = @host
            WHERE id = @id AND removed_at IS NULL
            """;
        return await unit.ExecuteAsync(
                Sql,
                ("weight", preferences.Weight),
                ("networks", JsonSerializer.Serialize(preferences.ClientNetworks, ModelJson.Options)),
                ("host", preferences.HostName),
                ("id", id)
            ) > 0;
    }

    /// <summary>What the node says about itself.</summary>
    /// <returns>False: it was so before, and nothing was written.</returns>
    public async Task<bool> SetReachAsync(IUnitOfWork unit, string id, string hostName, string? wireGuardTcpUrl)
    {
        const string Sql = """
            UPDATE nodes SET host_name = @host, wireguard_tcp_url = @tcp
            WHERE id = @id AND (host_name <> @host OR coalesce(wireguard_tcp_url, '') <> coalesce(@tcp, ''))
            """;
        return await unit.ExecuteAsync(Sql, ("host", hostName), ("tcp", wireGuardTcpUrl), ("id", id)) > 0;
    }

    /// <summary>Devices that are set up on this node and on no other.</summary>
    public async Task<long> CountConfigurationsAsync(IUnitOfWork unit, string id)
    {
        const string Sql = """
            SELECT count(*) AS n FROM placements p
            WHERE p.node_id = @id AND p.ended = 0 AND NOT EXISTS (
                SELECT 1 FROM placements o
                WHERE o.configuration_id = p.configuration_id AND o.node_id <> p.node_id AND o.ended = 0
            )
            """;
        return await unit.FirstAsync(Sql, row => row.Long("n"), ("id", id));
    }

    /// <returns>False: there is none in use.</returns>
    public async Task<bool> RemoveAsync(IUnitOfWork unit, string id, DateTimeOffset now) =>
        await unit.ExecuteAsync(
            "UPDATE nodes SET removed_at = @now WHERE id = @id AND removed_at IS NULL",
            ("now", now),
            ("id", id)
        ) > 0;

    private static Node Map(IRow row) =>
        new()
        {
            Id = row.Text("id"),
            Address = row.Text("address"),
            CertificateSerial = row.TextOrNull("certificate_serial"),
            CertificateFingerprint = row.TextOrNull("certificate_fingerprint"),
            CertificateEndsAt = row.TimeOrNull("certificate_ends_at"),
            HostName = row.Text("client_host_name"),
            OwnHostName = row.Text("own_host_name"),
            GivenHostName = row.TextOrNull("given_host_name"),
            WireGuardTcpUrl = row.TextOrNull("wireguard_tcp_url"),
            Revision = row.Long("revision"),
            ServicesRevision = row.Long("services_revision"),
            Weight = row.Int("weight"),
            ClientNetworks = Networks(row.Text("client_networks")),
            DrainingSince = row.TimeOrNull("draining_since"),
            CreatedAt = row.Time("created_at"),
            RemovedAt = row.TimeOrNull("removed_at"),
        };

    private static IPNetwork[] Networks(string json) =>
        JsonSerializer.Deserialize<IPNetwork[]>(json, ModelJson.Options) is { Length: > 0 } networks ? networks : [];
}
