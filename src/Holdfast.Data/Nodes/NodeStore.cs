namespace Holdfast.Data.Nodes;

public sealed class NodeStore
{
    private const string Columns = """
        id, address, certificate_serial, certificate_fingerprint, host_name, wireguard_tcp_url, revision, services_revision,
        created_at, removed_at
        """;

    /// <summary>A new node, at revision 1. One that was removed may come again under its id; its revisions go on.</summary>
    /// <returns>False: a node of this id is in use.</returns>
    public async Task<bool> AddAsync(IUnitOfWork unit, Node node)
    {
        const string Sql = """
            INSERT INTO nodes (id, address, certificate_serial, certificate_fingerprint, host_name, wireguard_tcp_url,
                revision, services_revision, created_at)
            VALUES (@id, @address, @serial, @fingerprint, @host, @tcp, 1, 1, @created)
            ON CONFLICT (id) DO UPDATE SET
                address = excluded.address, certificate_serial = excluded.certificate_serial,
                certificate_fingerprint = excluded.certificate_fingerprint, host_name = excluded.host_name,
                wireguard_tcp_url = excluded.wireguard_tcp_url, revision = nodes.revision + 1,
                services_revision = nodes.revision + 1, created_at = excluded.created_at, removed_at = NULL
            WHERE nodes.removed_at IS NOT NULL
            """;
        return await unit.ExecuteAsync(
                Sql,
                ("id", node.Id),
                ("address", node.Address),
                ("serial", node.CertificateSerial),
                ("fingerprint", node.CertificateFingerprint),
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

    public async Task<bool> SetCertificateAsync(IUnitOfWork unit, string id, string serial, string fingerprint)
    {
        const string Sql = """
            UPDATE nodes SET certificate_serial = @serial, certificate_fingerprint = @fingerprint WHERE id = @id
            """;
        return await unit.ExecuteAsync(Sql, ("serial", serial), ("fingerprint", fingerprint), ("id", id)) > 0;
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
            HostName = row.Text("host_name"),
            WireGuardTcpUrl = row.TextOrNull("wireguard_tcp_url"),
            Revision = row.Long("revision"),
            ServicesRevision = row.Long("services_revision"),
            CreatedAt = row.Time("created_at"),
            RemovedAt = row.TimeOrNull("removed_at"),
        };
}
