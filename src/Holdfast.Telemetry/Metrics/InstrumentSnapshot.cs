namespace Holdfast.Telemetry.Metrics;

/// <summary>One instrument at one moment.</summary>
/// <param name="Name">As Prometheus writes it.</param>
/// <param name="Bounds">Of a histogram: upper bounds of its buckets, ascending.</param>
internal sealed record InstrumentSnapshot(
    string Name,
    string Description,
    InstrumentKind Kind,
    IReadOnlyList<double> Bounds,
    IReadOnlyList<SeriesSnapshot> Series
);
