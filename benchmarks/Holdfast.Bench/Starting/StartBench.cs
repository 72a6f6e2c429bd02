using System.Diagnostics;
using Holdfast.Bench.Reports;
using Holdfast.Lab.Clients;
using Holdfast.Lab.Holdfasts;
using Holdfast.Lab.Hosts;

namespace Holdfast.Bench.Starting;

/// <summary>From the start of the server to ready, beside WireGuard and OpenVPN started by hand.</summary>
internal sealed class StartBench : IBench
{
    private const int Rounds = 5;

    public string Name => "start";

    public string Summary =>
        "from the start of the server to ready to serve, the first time and again, beside wg-quick alone";

    public async Task<IReadOnlyList<Row>> MeasureAsync(Lab.Lab lab)
    {
        var internet = await lab.NetworkAsync("internet", "198.51.100.0/24", "2001:db8:100::/64");
        var (first, again, plain) = (new List<TimeSpan>(), new List<TimeSpan>(), new List<TimeSpan>());
        for (var round = 0; round < Rounds; round++)
        {
            var host = await lab.HostAsync($"server{round}", internet);
            var server = await HoldfastServer.StartAsync(host, Path.Combine(lab.Folder, $"home{round}"));
            first.Add(server.StartTime);
            await server.StopAsync();
            await server.StartAsync();
            again.Add(server.StartTime);
            await server.StopAsync();
            plain.Add(await WgQuickAsync(await lab.HostAsync($"plain{round}", internet)));
        }

        var byHand = new Timings(plain);
        return [.. Rows("first start", new Timings(first), byHand), .. Rows("start again", new Timings(again), byHand)];
    }

    private static IEnumerable<Row> Rows(string what, Timings ours, Timings plain)
    {
        yield return new($"{what}, median (wg-quick)", ours.Median, plain.Median, "ms", "under 5000");
        yield return new($"{what}, p95 (wg-quick)", ours.P95, plain.P95, "ms");
    }

    private static async Task<TimeSpan> WgQuickAsync(Host host)
    {
        var keys = await WireGuardKeys.MakeAsync();
        var clock = Stopwatch.StartNew();
        await StockWireGuard.UpAsync(
            host,
            $"[Interface]\nPrivateKey = {keys.Private}\nListenPort = 51820\nAddress = 10.61.0.1/16,fd61::1/64"
        );
        return clock.Elapsed;
    }
}
