using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace Holdfast.Telemetry.Metrics;

/// <summary>Collects what the meters of this process measure, for <see cref="PrometheusText"/>. Thread-safe.</summary>
public sealed class MetricsCollector : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly ConcurrentDictionary<Instrument, InstrumentSeries> _instruments = new();
    private readonly Lock _collecting = new();

    /// <param name="meters">Which meters count, by name; null: ours (<c>Holdfast…</c>) and the runtime's (<c>System.Runtime</c>).</param>
    public MetricsCollector(Func<string, bool>? meters = null)
    {
        var wanted = meters ?? IsOurs;
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (wanted(instrument.Meter.Name))
            {
                listener.EnableMeasurementEvents(instrument, _instruments.GetOrAdd(instrument, i => new(i)));
            }
        };
        // A meter that was disposed of measures nothing any more; a new one with the same names may take its place.
        _listener.MeasurementsCompleted = (instrument, _) => _instruments.TryRemove(instrument, out var _);
        Listen<byte>(value => value);
        Listen<short>(value => value);
        Listen<int>(value => value);
        Listen<long>(value => value);
        Listen<float>(value => value);
        Listen<double>(value => value);
        Listen<decimal>(value => (double)value);
        _listener.Start();
    }

    public void Dispose() => _listener.Dispose();

    /// <summary>All that is known now, observable instruments asked anew; in the order of their names.</summary>
    internal IReadOnlyList<InstrumentSnapshot> Collect()
    {
        // Two at once would count what observable instruments say twice.
        lock (_collecting)
        {
            foreach (var series in _instruments.Values)
            {
                series.ForgetObserved();
            }

            RecordObservables();
            return
            [
                .. _instruments.Values.Select(series => series.Snapshot()).OrderBy(s => s.Name, StringComparer.Ordinal),
            ];
        }
    }

    private static bool IsOurs(string meter) =>
        meter.StartsWith("Holdfast", StringComparison.Ordinal) || meter == "System.Runtime";

    /// <summary>One instrument whose callback throws must not take the others' figures away.</summary>
    private void RecordObservables()
    {
        try
        {
            _listener.RecordObservableInstruments();
        }
        catch (AggregateException)
        {
            // The listener has asked all of them before it throws; what failed has no value this time.
        }
    }

    private void Listen<T>(Func<T, double> convert)
        where T : struct =>
        _listener.SetMeasurementEventCallback<T>(
            (_, value, tags, state) => ((InstrumentSeries)state!).Record(convert(value), tags)
        );
}
