using Holdfast.Bench.Reports;

namespace Holdfast.Bench.Connecting;

/// <param name="Elapsed">Of all together.</param>
internal sealed record LoadResult(Timings Timings, TimeSpan Elapsed)
{
    /// <summary>Done in a second.</summary>
    public double Rate => Timings.Count / Elapsed.TotalSeconds;
}
