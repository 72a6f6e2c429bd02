namespace Holdfast.Telemetry.Metrics;

/// <summary>One value, or one histogram, that many threads change.</summary>
internal sealed class Series(double[] bounds)
{
    private readonly Lock _changing = new();
    private readonly long[] _buckets = new long[bounds.Length];
    private double _value;
    private long _count;

    public void Set(double value)
    {
        lock (_changing)
        {
            _value = value;
        }
    }

    public void Add(double value)
    {
        lock (_changing)
        {
            _value += value;
            _count++;
            var bucket = Array.FindIndex(bounds, bound => value <= bound);
            if (bucket >= 0)
            {
                _buckets[bucket]++;
            }
        }
    }

    public SeriesSnapshot Snapshot(Labels labels)
    {
        lock (_changing)
        {
            return new(labels, _value, _count, [.. _buckets]);
        }
    }
}
