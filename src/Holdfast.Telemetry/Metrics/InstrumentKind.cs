namespace Holdfast.Telemetry.Metrics;

/// <summary>What Prometheus calls the type of a metric.</summary>
internal enum InstrumentKind
{
    Counter,
    Gauge,
    Histogram,
}
