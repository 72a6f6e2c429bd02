namespace Holdfast.Bench.Reports;

/// <summary>Durations of many equal things.</summary>
internal sealed class Timings(IEnumerable<TimeSpan> durations)
{
    private readonly TimeSpan[] sorted = [.. durations.Order()];

    public int Count => sorted.Length;

    public double Median => Percentile(50);

    public double P95 => Percentile(95);

    public double P99 => Percentile(99);

    /// <summary>Milliseconds that so many percent of the durations do not exceed.</summary>
    public double Percentile(int percent)
    {
        var index = (int)Math.Ceiling(sorted.Length * percent / 100.0) - 1;
        return sorted[Math.Clamp(index, 0, sorted.Length - 1)].TotalMilliseconds;
    }
}
