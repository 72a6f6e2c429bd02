using Holdfast.Bench.Reports;
using Holdfast.Lab.Programs;
using Holdfast.Lab.Waiting;

namespace Holdfast.Bench.Fleets;

/// <summary>
/// What a portal needs for 1 000 nodes and 100 000 live sessions, each of which tells its totals every 30 s. There is no peer to run on
/// one machine at this size; the goals are the product's own.
/// </summary>
internal sealed class FleetBench : IBench
{
    private const int Nodes = 1000;
    private const int PeersEach = 100;
    private const double MostMemory = 1024;
    private const double MostCores = 0.5;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    /// <summary>Two rounds of totals.</summary>
    private static readonly TimeSpan Steady = TimeSpan.FromSeconds(60);

    public string Name => "fleet";

    public string Summary => "memory and processor of a portal with 1 000 nodes and 100 000 live sessions";

    public async Task<IReadOnlyList<Row>> MeasureAsync(Lab.Lab lab)
    {
        var fleet = await Fleet.BuildAsync(lab, portals: 1, Nodes);
        await WidenAsync(fleet);
        await fleet.EnrolAsync(Nodes);
        var idle = await MeasureAsync(fleet, Steady / 2);
        lab.Story.Chapter($"{Nodes * PeersEach} sessions");
        await fleet.Database.ExecuteAsync(Crowd, "holdfast");
        await Wait.UntilAsync(
            "all sessions to be live",
            Patience,
            async () =>
                await fleet.AskAsync("SELECT count(*) FROM sessions WHERE ended_at IS NULL") == Nodes * PeersEach
        );
        var totals = await fleet.AskAsync("SELECT sum(received)::bigint FROM sessions");
        await Task.Delay(Steady / 2);
        var steady = await MeasureAsync(fleet, Steady);
        lab.Story.Expect(
            await fleet.AskAsync("SELECT sum(received)::bigint FROM sessions") > totals,
            "portal1",
            "the totals went on"
        );
        return [.. Rows(idle, steady)];
    }

    /// <summary>The profile's pool has room for a hundred clients on each of a thousand nodes.</summary>
    private static async Task WidenAsync(Fleet fleet)
    {
        var profile = await fleet.First.CallAsync(HttpMethod.Get, $"profiles/{Fleet.Profile}");
        profile["wireGuard"]!["pool4"] = "10.128.0.0/10";
        await fleet.First.CallAsync(HttpMethod.Put, $"profiles/{Fleet.Profile}", profile);
    }

    private static async Task<Figures> MeasureAsync(Fleet fleet, TimeSpan time)
    {
        var portal = fleet.First.Process;
        var before = UsedBy(fleet, portal);
        await Task.Delay(time);
        var after = UsedBy(fleet, portal);
        return new(
            (after.Portal - before.Portal) / time,
            (after.Database - before.Database) / time,
            (after.Nodes - before.Nodes) / time,
            portal.ResidentMemory / 1048576.0,
            portal.PeakMemory / 1048576.0
        );
    }

    private static (TimeSpan Portal, TimeSpan Database, TimeSpan Nodes) UsedBy(Fleet fleet, HostProcess portal) =>
        (
            Use.Of([portal]).Processor,
            Use.Of(fleet.DatabaseHost.Processes).Processor,
            Use.Of(fleet.NodesHost.Processes).Processor
        );

    private static IEnumerable<Row> Rows(Figures idle, Figures steady)
    {
        yield return new($"memory, {Nodes} nodes, nobody connected", idle.Memory, null, "MB");
        yield return new($"processor, {Nodes} nodes, nobody connected", idle.Cores, null, "cores");
        yield return new(
            $"memory with {Nodes * PeersEach} sessions (nobody connected)",
            steady.Memory,
            idle.Memory,
            "MB",
            $"under {MostMemory}",
            row => row.Ours < MostMemory
        );
        yield return new("memory at the most", steady.Peak, idle.Peak, "MB");
        yield return new(
            $"processor with {Nodes * PeersEach} sessions (nobody connected)",
            steady.Cores,
            idle.Cores,
            "cores",
            $"under {MostCores}",
            row => row.Ours < MostCores
        );
        yield return new("processor of PostgreSQL meanwhile", steady.Database, idle.Database, "cores");
        yield return new(
            $"processor of the {Nodes} simulated nodes, in one process",
            steady.Nodes,
            idle.Nodes,
            "cores"
        );
    }

    /// <param name="Cores">Of the portal, in the middle.</param>
    /// <param name="Memory">Megabytes.</param>
    private sealed record Figures(double Cores, double Database, double Nodes, double Memory, double Peak);

    /// <summary>Nobody signs in a hundred thousand people for a bench; the nodes are told as if somebody had.</summary>
    private static readonly string Crowd = $"""
        BEGIN;
        INSERT INTO users (id, name, name_key, must_change_password, role, created_at)
            VALUES (gen_random_uuid(), 'crowd', 'crowd', 0, 'user', 0);
        UPDATE nodes SET revision = revision + 1;
        INSERT INTO configurations (id, user_id, user_name, profile_id, node_id, protocol, name, public_key, slot,
            created_at, expires_at)
        SELECT gen_random_uuid(), u.id, u.name, s.profile_id, s.node_id, s.protocol, 'peer',
            encode(sha256((s.node_id || ' ' || g)::bytea), 'base64'), s.first_host + 10 + g,
            0, (extract(epoch FROM now()) * 1000000)::bigint + 86400000000
        FROM users u, slices s, generate_series(1, {PeersEach}) g WHERE u.name = 'crowd' AND s.protocol = 1;
        INSERT INTO placements (configuration_id, node_id, revision, ended)
        SELECT c.id, c.node_id, n.revision, 0 FROM configurations c JOIN nodes n ON n.id = c.node_id;
        COMMIT;
        """;
}
