using System.Diagnostics;
using Holdfast.Bench.Reports;
using Holdfast.Lab;
using Holdfast.Lab.Apps;

namespace Holdfast.Bench.Connecting;

/// <summary>Apps that connect again and again, all at the same time.</summary>
internal static class Load
{
    /// <exception cref="LabException">A call was refused.</exception>
    public static async Task<LoadResult> RunAsync(IReadOnlyList<EduVpnApp> apps, string profile, TimeSpan time)
    {
        var clock = Stopwatch.StartNew();
        var all = await Task.WhenAll(apps.Select(app => Task.Run(() => RunAsync(app, profile, clock, time))));
        return new LoadResult(new Timings(all.SelectMany(one => one)), clock.Elapsed);
    }

    private static async Task<IReadOnlyList<TimeSpan>> RunAsync(
        EduVpnApp app,
        string profile,
        Stopwatch clock,
        TimeSpan time
    )
    {
        var durations = new List<TimeSpan>();
        while (clock.Elapsed < time)
        {
            var began = clock.Elapsed;
            var answer = await app.TryConnectAsync(profile, preferTcp: false, AppConfiguration.WireGuard);
            durations.Add(clock.Elapsed - began);
            if (answer.Status != 200)
            {
                throw new LabException($"/connect answered {answer}");
            }
        }

        return durations;
    }
}
