namespace Holdfast.Telemetry.Metrics;

/// <summary>One series at one moment.</summary>
/// <param name="Value">Of a histogram: the sum.</param>
/// <param name="Count">Of a histogram: how many measurements.</param>
/// <param name="Buckets">Of a histogram: how many fell into each bucket, not added up.</param>
internal sealed record SeriesSnapshot(Labels Labels, double Value, long Count, IReadOnlyList<long> Buckets);
