using System.Diagnostics;
using Holdfast.Bench.Reports;
using Holdfast.Lab;

namespace Holdfast.Bench.Databases;

/// <summary>
/// The machine of the primary dies, with its links, while somebody writes: what of that which was acknowledged is lost, and how long
/// nothing is acknowledged. Beside Patroni at its shortest times.
/// </summary>
internal sealed class DatabasePairBench : IBench
{
    private const int Usual = 30;

    /// <summary>Each takes long, and is the same each time.</summary>
    private const int MostOfPatroni = 5;

    public string Name => "database-pair";

    public string Summary =>
        "acknowledged writes lost, and the outage of writes, when the primary's machine of the managed pair dies, beside Patroni";

    public int? Rounds { get; set; }

    public async Task<IReadOnlyList<Row>> MeasureAsync(Lab.Lab lab)
    {
        var rounds = Rounds ?? Usual;
        var ours = await PlayAsync(lab, await ManagedPair.StartAsync(lab), rounds);
        var theirs = await PlayAsync(lab, await PatroniTrio.StartAsync(lab), Math.Min(rounds, MostOfPatroni));
        var (pair, patroni) = (new Timings(ours.Outages), new Timings(theirs.Outages));
        return
        [
            new(
                $"acknowledged writes lost, of {ours.Acknowledged} in {rounds} rounds",
                ours.Lost,
                theirs.Lost,
                "rows",
                "0",
                r => r.Ours == 0
            ),
            new(
                $"outage of writes, median (Patroni, ttl 6 s, {patroni.Count} rounds)",
                pair.Median,
                patroni.Median,
                "ms"
            ),
            new(
                "outage of writes, p95 (Patroni, ttl 6 s)",
                pair.P95,
                patroni.P95,
                "ms",
                "under 2000",
                r => r.Ours < 2000
            ),
            new("outage of writes, longest", pair.Percentile(100), patroni.Percentile(100), "ms"),
            new(
                "a whole round, with the way back into step, median",
                new Timings(ours.Whole).Median,
                new Timings(theirs.Whole).Median,
                "ms"
            ),
        ];
    }

    private static async Task<Result> PlayAsync(Lab.Lab lab, DatabaseUnderFire database, int rounds)
    {
        await using var owned = database;
        var result = new Result();
        var all = new HashSet<long>();
        for (var round = 1; round <= rounds; round++)
        {
            lab.Story.Chapter($"{database.Name}, round {round}");
            var clock = Stopwatch.StartNew();
            if (!await SettlesAsync(lab, database, result))
            {
                break;
            }

            all.UnionWith(await RoundAsync(database, round, result));
            var lost = all.Except(await database.RowsAsync()).Count();
            result.Lost = Math.Max(result.Lost, lost);
            result.Whole.Add(clock.Elapsed);
            lab.Story.Tell(
                database.Name,
                $"writes go on after {result.Outages[^1].TotalMilliseconds:0} ms; {lost} of {all.Count} acknowledged rows are lost"
            );
        }

        result.Acknowledged = all.Count;
        return result;
    }

    /// <summary>A peer that does not become whole again after a round is measured by the rounds that it had.</summary>
    private static async Task<bool> SettlesAsync(Lab.Lab lab, DatabaseUnderFire database, Result result)
    {
        try
        {
            await database.SettleAsync();
            return true;
        }
        catch (LabException e) when (database is PatroniTrio && result.Outages.Count > 0)
        {
            lab.Story.Tell(database.Name, e.Message);
            return false;
        }
    }

    private static async Task<IReadOnlyList<long>> RoundAsync(DatabaseUnderFire database, int round, Result result)
    {
        await using var writes = WriteProbe.Start(database.Client, database.Writers, round);
        await writes.WaitForMoreAsync();
        await database.KillAsync();
        await writes.WaitForMoreAsync();
        await writes.StopAsync();
        result.Outages.Add(writes.LongestGap);
        await database.ReturnAsync();
        return writes.Numbers;
    }

    private sealed class Result
    {
        public List<TimeSpan> Outages { get; } = [];

        public List<TimeSpan> Whole { get; } = [];

        public int Lost { get; set; }

        public int Acknowledged { get; set; }
    }
}
