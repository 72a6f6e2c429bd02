using System.Diagnostics.Metrics;

namespace Holdfast.Telemetry.Metrics;

/// <summary>The upper bounds of a histogram's buckets.</summary>
internal static class HistogramBounds
{
    /// <summary>Seconds, from a lookup in memory to a request that has timed out.</summary>
    private static readonly double[] Default = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

    /// <summary>What the instrument advises, ascending; else <see cref="Default"/>.</summary>
    public static double[] Of(Instrument instrument) =>
        instrument switch
        {
            Histogram<double> histogram => Advised(histogram.Advice),
            Histogram<float> histogram => Advised(histogram.Advice),
            Histogram<long> histogram => Advised(histogram.Advice),
            Histogram<int> histogram => Advised(histogram.Advice),
            _ => Default,
        };

    private static double[] Advised<T>(InstrumentAdvice<T>? advice)
        where T : struct, IConvertible =>
        advice?.HistogramBucketBoundaries is { Count: > 0 } bounds
            ? [.. bounds.Select(bound => bound.ToDouble(System.Globalization.CultureInfo.InvariantCulture))]
            : Default;
}
