using System.Diagnostics;
using Holdfast.Bench.Reports;
using Holdfast.Lab.Apps;
using Holdfast.Lab.Waiting;

namespace Holdfast.Bench.Fleets;

/// <summary>
/// From the administrator's command that disables a user to the moment at which each of 50 nodes has taken the user's client away. The
/// peer asks every 30 s, as portals do that are told nothing.
/// </summary>
internal sealed class PropagateBench : IBench
{
    private const int Nodes = 50;
    private const int Rounds = 20;
    private const int Poll = 30_000;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public string Name => "propagate";

    public string Summary => "from the command that disables a user to the user's end on each of 50 nodes";

    public async Task<IReadOnlyList<Row>> MeasureAsync(Lab.Lab lab)
    {
        var fleet = await Fleet.BuildAsync(lab, portals: 1, Nodes);
        await fleet.EnrolAsync(Nodes);
        var began = new List<(long At, TimeSpan Answered)>();
        var before = 0;
        for (var round = 0; round < Rounds; round++)
        {
            var user = $"user{round}";
            var app = await fleet.SignInAsync(fleet.First, user);
            await app.ConnectAsync(Fleet.Profile, accept: AppConfiguration.OpenVpn);
            var at = Stopwatch.GetTimestamp();
            await fleet.First.CallAsync(HttpMethod.Patch, $"users/{user}", new { disabled = true });
            began.Add((at, Stopwatch.GetElapsedTime(at)));
            var wanted = before += Nodes;
            await Wait.UntilAsync(
                "the end on all nodes",
                Patience,
                async () => (await fleet.RemovalsAsync()).Sum(one => one.Count()) >= wanted
            );
        }

        return [.. Rows(began, await fleet.RemovalsAsync())];
    }

    private static IEnumerable<Row> Rows(List<(long At, TimeSpan Answered)> began, ILookup<Guid, long> removals)
    {
        // Each round has one configuration, and they ended in the order of the rounds.
        var ends = removals.Select(one => one.Order().ToList()).OrderBy(one => one[0]).ToList();
        var times = new Timings(
            ends.Zip(began).SelectMany(p => p.First.Select(end => Stopwatch.GetElapsedTime(p.Second.At, end)))
        );
        var answers = new Timings(began.Select(b => b.Answered));
        // Who asks every 30 s knows after half of that in the middle, and nearly all of it in the worst of a hundred.
        yield return new(
            $"disabled to gone on a node, median of {times.Count} (poll of 30 s)",
            times.Median,
            Poll * 0.50,
            "ms"
        );
        yield return new("disabled to gone on a node, p95 (poll of 30 s)", times.P95, Poll * 0.95, "ms");
        yield return new(
            "disabled to gone on a node, p99 (poll of 30 s)",
            times.P99,
            Poll * 0.99,
            "ms",
            "under 1000",
            row => row.Ours < 1000
        );
        yield return new("the command's answer, all nodes confirmed, median", answers.Median, null, "ms");
        yield return new("the command's answer, all nodes confirmed, p95", answers.P95, null, "ms");
    }
}
