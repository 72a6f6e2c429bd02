using Holdfast.Bench.Reports;
using Holdfast.Lab.Apps;
using Holdfast.Lab.Holdfasts;
using Holdfast.Lab.Hosts;
using Holdfast.Lab.Scenarios.Parts;
using Holdfast.Lab.Web;

namespace Holdfast.Bench.Connecting;

/// <summary>
/// Whole <c>/connect</c> calls of apps, answered when the peer is live on the node, beside a script that calls <c>wg set</c> for each
/// peer, without any portal, database or TLS.
/// </summary>
internal sealed class ConnectBench : IBench
{
    private const int Clients = 8;
    private const int Crowd = 10_000;
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Measured = TimeSpan.FromSeconds(10);

    public string Name => "connect";

    public string Summary =>
        "whole /connect calls with the peer live, 8 clients, without and with 10 000 peers, beside wg set";

    public async Task<IReadOnlyList<Row>> MeasureAsync(Lab.Lab lab)
    {
        var world = await World.BuildAsync(lab);
        var host = await world.ClientAsync("apps");
        var apps = await SignInAsync(world, host);
        await Load.RunAsync(apps, world.Server.Profile, WarmUp);

        lab.Story.Chapter("Without other peers");
        var empty = await Load.RunAsync(apps, world.Server.Profile, Measured);
        var script = await WgScript.RunAsync(await lab.HostAsync("script"), peers: 0, Clients);

        lab.Story.Chapter($"With {Crowd} peers");
        await using (var data = ServerData.Open(world.Server))
        {
            await data.AddPeersAsync(world.Server.Profile, Crowd);
        }

        await Load.RunAsync(apps, world.Server.Profile, WarmUp);
        await ExpectCrowdAsync(world.Server.Host);
        var full = await Load.RunAsync(apps, world.Server.Profile, Measured);
        var fullScript = await WgScript.RunAsync(await lab.HostAsync("script2"), Crowd, Clients);
        return
        [
            .. Rows("empty", empty, script, "at least 400", "under 60"),
            .. Rows($"{Crowd} peers", full, fullScript, "at least half", null),
        ];
    }

    private static IEnumerable<Row> Rows(string when, LoadResult ours, LoadResult script, string rate, string? p99)
    {
        yield return new($"connects, {when} (wg set)", ours.Rate, script.Rate, "1/s", rate);
        yield return new($"connect median, {when} (wg set)", ours.Timings.Median, script.Timings.Median, "ms");
        yield return new($"connect p95, {when} (wg set)", ours.Timings.P95, script.Timings.P95, "ms");
        yield return new($"connect p99, {when} (wg set)", ours.Timings.P99, script.Timings.P99, "ms", p99);
    }

    private static async Task<IReadOnlyList<EduVpnApp>> SignInAsync(World world, Host host)
    {
        var apps = new List<EduVpnApp>();
        for (var number = 0; number < Clients; number++)
        {
            await world.Server.AddUserAsync($"user{number}", World.Password);
            await using var browser = new Browser(host);
            var app = new EduVpnApp(host, world.Server.Address);
            await app.SignInAsync(browser, $"user{number}", World.Password);
            apps.Add(app);
        }

        return apps;
    }

    /// <summary>The figure would be a lie when the crowd is not there.</summary>
    private static async Task ExpectCrowdAsync(Host server)
    {
        var peers = (await server.RunAsync("wg", "show", "all", "peers")).Split('\n').Length;
        server.Story.Expect(peers >= Crowd, server.Name, $"the node has more than {Crowd} peers", $"it has {peers}");
    }
}
