using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace Holdfast.Telemetry.Metrics;

/// <summary>The values of one instrument, one series for each combination of tags.</summary>
internal sealed class InstrumentSeries
{
    /// <summary>
    /// Series of one instrument; ours. What comes beyond is added up in one series, so that tags which a stranger can choose do not
    /// fill the memory.
    /// </summary>
    public const int MaxSeries = 2000;

    private static readonly Labels Overflow = new([new("overflow", "true")]);

    private readonly Instrument _instrument;
    private readonly InstrumentKind _kind;
    private readonly bool _adds;
    private readonly double[] _bounds;
    private readonly ConcurrentDictionary<Labels, Series> _series = new();

    public InstrumentSeries(Instrument instrument)
    {
        _instrument = instrument;
        _kind = InstrumentTypes.KindOf(instrument);
        _adds = InstrumentTypes.Adds(instrument);
        _bounds = _kind == InstrumentKind.Histogram ? HistogramBounds.Of(instrument) : [];
    }

    public void Record(double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var series = Find(Labels.Of(tags));
        if (_adds)
        {
            series.Add(value);
        }
        else
        {
            series.Set(value);
        }
    }

    /// <summary>An observable instrument says all that is there each time; what it no longer says is gone.</summary>
    public void ForgetObserved()
    {
        if (_instrument.IsObservable)
        {
            _series.Clear();
        }
    }

    public InstrumentSnapshot Snapshot() =>
        new(
            MetricNames.Of(_instrument, _kind),
            _instrument.Description ?? "",
            _kind,
            _bounds,
            [
                .. _series
                    .Select(entry => entry.Value.Snapshot(entry.Key))
                    .OrderBy(point => point.Labels.ToString(), StringComparer.Ordinal),
            ]
        );

    private Series Find(Labels labels)
    {
        if (_series.TryGetValue(labels, out var known))
        {
            return known;
        }

        return _series.GetOrAdd(_series.Count < MaxSeries ? labels : Overflow, _ => new Series(_bounds));
    }
}
