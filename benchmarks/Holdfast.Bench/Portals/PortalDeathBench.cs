using Holdfast.Bench.Reports;
using Holdfast.Lab.Apps;
using Holdfast.Lab.Scenarios.Parts;

namespace Holdfast.Bench.Portals;

/// <summary>SIGKILL of one of two portals behind a TCP balancer, while apps connect.</summary>
internal sealed class PortalDeathBench : IBench
{
    private const int Apps = 20;
    private const int Wanted = 200;
    private static readonly TimeSpan Before = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan After = TimeSpan.FromSeconds(10);

    public string Name => "portal-death";

    public string Summary => "SIGKILL of one of two portals behind a balancer during 200 /connect calls a second";

    public async Task<IReadOnlyList<Row>> MeasureAsync(Lab.Lab lab)
    {
        var world = await TwoPortals.BuildAsync(lab);
        var apps = new List<EduVpnApp>();
        for (var i = 0; i < Apps; i++)
        {
            apps.Add(lab.Own(await world.SignInAsync($"user{i}")));
        }

        using var stop = new CancellationTokenSource();
        var calls = apps.Select(app => new AppCalls(app, TwoPortals.Profile)).ToList();
        var pause = TimeSpan.FromSeconds((double)Apps / Wanted);
        var running = Task.WhenAll(calls.Select(one => Task.Run(() => one.RunAsync(pause, stop.Token))));
        await Task.Delay(Before);
        TwoPortals.KillPortal(world.First);
        await Task.Delay(After);
        await stop.CancelAsync();
        await running;
        return [.. Rows(calls)];
    }

    private static IEnumerable<Row> Rows(IReadOnlyList<AppCalls> calls)
    {
        var failed = calls.Sum(one => one.Failed.Count);
        var timings = new Timings(calls.SelectMany(one => one.Durations));
        yield return new("failed calls after one retry", failed, null, "calls", "0", row => row.Ours == 0);
        yield return new("calls made twice", calls.Sum(one => one.Retried), null, "calls");
        yield return new("calls", timings.Count / (Before + After).TotalSeconds, null, "1/s", $"{Wanted}");
        yield return new("call median", timings.Median, null, "ms");
        yield return new("call p99", timings.P99, null, "ms");
        yield return new("longest call", timings.Percentile(100), null, "ms");
    }
}
