using System.Globalization;
using System.Text;

namespace Holdfast.Telemetry.Metrics;

/// <summary>Writes metrics in Prometheus' text format, version 0.0.4.</summary>
public static class PrometheusText
{
    public const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    public static string Write(MetricsCollector metrics)
    {
        var text = new StringBuilder();
        // The format allows a name once; two meters that use the same have to share the first one's place.
        foreach (var instrument in metrics.Collect().DistinctBy(instrument => instrument.Name))
        {
            Write(text, instrument);
        }

        return text.ToString();
    }

    private static void Write(StringBuilder text, InstrumentSnapshot instrument)
    {
        if (instrument.Series.Count == 0)
        {
            return;
        }

        text.Append($"# HELP {instrument.Name} {Escape(instrument.Description)}\n");
        text.Append($"# TYPE {instrument.Name} {Word(instrument.Kind)}\n");
        foreach (var series in instrument.Series)
        {
            Write(text, instrument, series);
        }
    }

    private static void Write(StringBuilder text, InstrumentSnapshot instrument, SeriesSnapshot series)
    {
        var name = instrument.Name;
        if (instrument.Kind != InstrumentKind.Histogram)
        {
            text.Append($"{name}{series.Labels.InBraces()} {Number(series.Value)}\n");
            return;
        }

        var sum = 0L;
        foreach (var (bound, count) in instrument.Bounds.Zip(series.Buckets))
        {
            sum += count;
            text.Append($"{name}_bucket{series.Labels.InBraces($"le=\"{Number(bound)}\"")} {sum}\n");
        }

        text.Append($"{name}_bucket{series.Labels.InBraces("le=\"+Inf\"")} {series.Count}\n");
        text.Append($"{name}_sum{series.Labels.InBraces()} {Number(series.Value)}\n");
        text.Append($"{name}_count{series.Labels.InBraces()} {series.Count}\n");
    }

    private static string Word(InstrumentKind kind) =>
        kind switch
        {
            InstrumentKind.Counter => "counter",
            InstrumentKind.Histogram => "histogram",
            _ => "gauge",
        };

    private static string Number(double value) =>
        value switch
        {
            double.PositiveInfinity => "+Inf",
            double.NegativeInfinity => "-Inf",
            double.NaN => "NaN",
            _ => value.ToString("R", CultureInfo.InvariantCulture),
        };

    private static string Escape(string help) =>
        help.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);
}
