using System.Diagnostics;
using Holdfast.Bench.Peers;
using Holdfast.Bench.Reports;
using Holdfast.Lab.Hosts;

namespace Holdfast.Bench.Connecting;

/// <summary>What administrators write first: a process of <c>wg set</c> for each peer.</summary>
internal static class WgScript
{
    private const int Each = 100;
    private const string Device = "wgscript";

    /// <param name="peers">That are there already.</param>
    public static async Task<LoadResult> RunAsync(Host host, int peers, int writers)
    {
        await PeerFile.WriteAsync(host, peers);
        await host.ScriptAsync(
            $"wireguard-go {Device} 2>&-; ip link set {Device} up; wg addconf {Device} {PeerFile.Path}"
        );
        var clock = Stopwatch.StartNew();
        var all = await Task.WhenAll(
            Enumerable.Range(0, writers).Select(writer => Task.Run(() => SetAsync(host, writer)))
        );
        return new LoadResult(new Timings(all.SelectMany(one => one)), clock.Elapsed);
    }

    private static async Task<IReadOnlyList<TimeSpan>> SetAsync(Host host, int writer)
    {
        var script = $$"""
            for i in $(seq {{Each}}); do
              key=$(head -c 32 /dev/urandom | base64)
              began=${EPOCHREALTIME/./}
              wg set {{Device}} peer "$key" allowed-ips 10.200.{{writer}}.$i/32
              echo $((${EPOCHREALTIME/./} - began))
            done
            """;
        var lines = (await host.ScriptAsync(script)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return [.. lines.Select(line => TimeSpan.FromMicroseconds(double.Parse(line, null)))];
    }
}
