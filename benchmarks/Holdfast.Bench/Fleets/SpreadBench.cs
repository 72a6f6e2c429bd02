using Holdfast.Bench.Connecting;
using Holdfast.Bench.Reports;
using Holdfast.Lab.Apps;

namespace Holdfast.Bench.Fleets;

/// <summary>
/// Whole <c>/connect</c> calls through 1, 2 and 4 portals at one PostgreSQL, and what it costs each call that its portal has links to
/// 50 nodes. The peer is one portal; all processes, the apps too, share this machine's processors.
/// </summary>
internal sealed class SpreadBench : IBench
{
    private const int Nodes = 50;
    private const int Apps = 8;
    private const double MostAdded = 2;
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Measured = TimeSpan.FromSeconds(10);

    public string Name => "spread";

    public string Summary => "/connect a second with 1, 2 and 4 portals, and what links to 50 nodes add to a call";

    public async Task<IReadOnlyList<Row>> MeasureAsync(Lab.Lab lab)
    {
        // Of what is measured nothing else runs beside: the nodes and links of three more portals would cost each call more than its own.
        var fleet = await Fleet.BuildAsync(lab, portals: 1, Nodes);
        await fleet.EnrolAsync(1);
        var apps = new List<EduVpnApp[]> { await SignInAsync(fleet, fleet.First) };
        lab.Story.Chapter("One call at a time, with one node and with fifty");
        var few = await AloneAsync(apps[0][0]);
        await fleet.EnrolAsync(Nodes);
        var many = await AloneAsync(apps[0][0]);
        lab.Story.Tell(
            "portal1",
            $"{few.Timings.Median:0.0} ms a call with one node, {many.Timings.Median:0.0} ms with {Nodes}"
        );
        var rates = new List<(int Portals, LoadResult Load, double Processor)>();
        foreach (var portals in new[] { 1, 2, 4 })
        {
            lab.Story.Chapter($"{Apps} apps at {portals} portals");
            await fleet.WidenAsync(portals);
            await fleet.EnrolAsync(Nodes);
            foreach (var portal in fleet.Portals.Skip(apps.Count))
            {
                apps.Add(await SignInAsync(fleet, portal));
            }

            rates.Add(await LoadAsync(fleet, [.. apps]));
        }

        return [.. Rows(few, many, rates)];
    }

    private static Task<EduVpnApp[]> SignInAsync(Fleet fleet, FleetPortal portal) =>
        Task.WhenAll(Enumerable.Range(0, Apps).Select(i => fleet.SignInAsync(portal, $"{portal.Host.Name}-{i}")));

    private static async Task<LoadResult> AloneAsync(EduVpnApp app)
    {
        await Load.RunAsync([app], Fleet.Profile, WarmUp);
        return await Load.RunAsync([app], Fleet.Profile, Measured);
    }

    private static async Task<(int, LoadResult, double)> LoadAsync(Fleet fleet, EduVpnApp[][] apps)
    {
        var each = Apps / apps.Length;
        EduVpnApp[] all = [.. apps.SelectMany(ofPortal => ofPortal.Take(each))];
        await Load.RunAsync(all, Fleet.Profile, WarmUp);
        var portals = fleet.Portals.Select(portal => portal.Process).ToList();
        var before = Use.Of(portals);
        var load = await Load.RunAsync(all, Fleet.Profile, Measured);
        var used = Use.Of(portals).Processor - before.Processor;
        return (apps.Length, load, used.TotalMilliseconds / load.Timings.Count);
    }

    private static IEnumerable<Row> Rows(
        LoadResult few,
        LoadResult many,
        IReadOnlyList<(int Portals, LoadResult Load, double Processor)> rates
    )
    {
        yield return new(
            $"one call with {Nodes} nodes, median (1 node)",
            many.Timings.Median,
            few.Timings.Median,
            "ms"
        );
        yield return new($"one call with {Nodes} nodes, p95 (1 node)", many.Timings.P95, few.Timings.P95, "ms");
        yield return new(
            $"added to a call by links to {Nodes} nodes, median",
            many.Timings.Median - few.Timings.Median,
            null,
            "ms",
            $"under {MostAdded}",
            row => row.Ours < MostAdded
        );
        var one = rates[0];
        foreach (var (portals, load, processor) in rates)
        {
            yield return new($"connects, {portals} portals (1 portal)", load.Rate, one.Load.Rate, "1/s");
            yield return new($"connect median, {portals} portals", load.Timings.Median, one.Load.Timings.Median, "ms");
            yield return new($"connect p95, {portals} portals", load.Timings.P95, one.Load.Timings.P95, "ms");
            yield return new(
                $"processor time of all portals a connect, {portals} portals",
                processor,
                one.Processor,
                "ms"
            );
        }
    }
}
