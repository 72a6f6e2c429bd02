using System.Net;
using System.Text.Json;
using Holdfast.Lab.Apps;
using Holdfast.Lab.Databases;
using Holdfast.Lab.Histories;
using Holdfast.Lab.Hosts;
using Holdfast.Model.Addresses;
using Holdfast.Model.Profiles;

namespace Holdfast.Lab.Scenarios.Parts;

/// <summary>Reads what the database and the nodes hold, past Holdfast: with psql, wg, and from OpenVPN's own files.</summary>
internal sealed class EndStateReader(TwoPortals world, IReadOnlyList<Host> nodes)
{
    private const string Configurations = """
        SELECT coalesce(json_agg(t), '[]') FROM (
            SELECT c.id, c.protocol, c.public_key, c.slot, c.created_at, c.removed_at, coalesce((
                SELECT json_agg(coalesce(n.given_host_name, n.host_name)) FROM placements p JOIN nodes n ON n.id = p.node_id
                WHERE p.configuration_id = c.id AND p.ended = 0), '[]') AS nodes
            FROM configurations c) t
        """;

    private const string Sessions = """
        SELECT coalesce(json_agg(t), '[]') FROM (
            SELECT s.configuration_id, coalesce(n.given_host_name, n.host_name) AS node, s.started_at, s.ended_at, s.received,
                coalesce(s.end_reason, '') AS why
            FROM sessions s JOIN nodes n ON n.id = s.node_id) t
        """;

    private const string Pool = "SELECT document::json->'wireGuard'->>'pool4' FROM profiles";

    public async Task<EndState> ReadAsync(IDatabases databases)
    {
        var pool = new AddressPool(IPNetwork.Parse(await databases.AskAsync(Pool)));
        return new EndState
        {
            At = TimeProvider.System.GetUtcNow(),
            Configurations =
            [
                .. (await RowsAsync(databases, Configurations)).Select(row => ConfigurationOf(row, pool)),
            ],
            Sessions = [.. (await RowsAsync(databases, Sessions)).Select(SessionOf)],
            Peers = [.. (await Task.WhenAll(nodes.Select(PeersAsync))).SelectMany(peers => peers)],
        };
    }

    private static async Task<IReadOnlyList<JsonElement>> RowsAsync(IDatabases databases, string sql) =>
        [.. JsonDocument.Parse(await databases.AskAsync(sql)).RootElement.EnumerateArray()];

    private static StoredConfiguration ConfigurationOf(JsonElement row, AddressPool pool)
    {
        var (protocol, slot) = ((Protocol)row.GetProperty("protocol").GetInt32(), row.GetProperty("slot").GetInt32());
        return new StoredConfiguration(
            row.GetProperty("id").GetString()!,
            protocol,
            row.GetProperty("public_key").GetString(),
            slot,
            protocol == Protocol.WireGuard ? pool.AddressOf(slot) : null,
            TimeOf(row.GetProperty("created_at"))!.Value,
            TimeOf(row.GetProperty("removed_at")),
            [.. row.GetProperty("nodes").EnumerateArray().Select(node => node.GetString()!)]
        );
    }

    private static StoredSession SessionOf(JsonElement row) =>
        new(
            row.GetProperty("configuration_id").GetString()!,
            row.GetProperty("node").GetString()!,
            TimeOf(row.GetProperty("started_at"))!.Value,
            TimeOf(row.GetProperty("ended_at")),
            row.GetProperty("received").GetInt64(),
            row.GetProperty("why").GetString()!
        );

    /// <summary>Times are microseconds since 1970.</summary>
    private static DateTimeOffset? TimeOf(JsonElement number) =>
        number.ValueKind == JsonValueKind.Null ? null : DateTimeOffset.UnixEpoch.AddMicroseconds(number.GetInt64());

    private async Task<IReadOnlyList<LivePeer>> PeersAsync(Host node) =>
        [.. WireGuardPeers(node, await node.RunAsync("wg", "show", "all", "allowed-ips")), .. OpenVpnClients(node)];

    /// <summary>Device, public key, networks: an IPv4 address first. The node's own peer has none, and lets nobody in.</summary>
    private static IEnumerable<LivePeer> WireGuardPeers(Host node, string table) =>
        from line in table.Split('\n', StringSplitOptions.RemoveEmptyEntries)
        let part = line.Split('\t', ' ')
        where part[2] != "(none)"
        select new LivePeer(
            $"{node.Address4}",
            Protocol.WireGuard,
            part[0],
            part[1],
            IPAddress.Parse(part[2].Split('/')[0])
        );

    /// <summary>A file for each who may connect, named as his certificate, with <c>ifconfig-push ADDRESS MASK</c>.</summary>
    private IEnumerable<LivePeer> OpenVpnClients(Host node) =>
        from service in Directory.EnumerateDirectories(node.FromOutside($"{world.Home(node)}/node/openvpn"))
        from file in Directory.EnumerateFiles(Path.Combine(service, "jail", "clients"))
        from line in File.ReadLines(file)
        where line.StartsWith("ifconfig-push ", StringComparison.Ordinal)
        select new LivePeer(
            $"{node.Address4}",
            Protocol.OpenVpn,
            Path.GetFileName(service),
            RecordedApp.IdOf(Path.GetFileName(file)),
            IPAddress.Parse(line.Split(' ')[1])
        );
}
