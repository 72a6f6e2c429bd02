namespace Holdfast.Lab.Probes;

/// <summary>Keeps the times of answers, and finds the longest silence between two. Safe for several threads.</summary>
public sealed class GapMeter
{
    private readonly Lock gate = new();
    private readonly HashSet<long> answered = [];
    private readonly SortedSet<long> open = [];
    private int sent;
    private TimeSpan? last;
    private TimeSpan longest;
    private TimeSpan began;

    public void Sent(long question)
    {
        lock (gate)
        {
            sent++;
            open.Add(question);
        }
    }

    /// <summary>An answer came. One to the same question again counts as a sign of life, not as another answer.</summary>
    public void Answered(long question, TimeSpan now)
    {
        lock (gate)
        {
            answered.Add(question);
            open.Remove(question);
            Measure(now);
            last = now;
        }
    }

    /// <summary>Questions that have no answer yet, in the order in which they were asked.</summary>
    public IReadOnlyList<long> Open
    {
        get
        {
            lock (gate)
            {
                return [.. open];
            }
        }
    }

    /// <summary>The statistics if the probe ended now: a silence that still lasts counts.</summary>
    public GapStatistics At(TimeSpan now)
    {
        lock (gate)
        {
            Measure(now);
            return new GapStatistics(sent, answered.Count, longest, began);
        }
    }

    /// <summary>Forgets what was, so that the next part of a story can be measured by itself.</summary>
    public void Reset(TimeSpan now)
    {
        lock (gate)
        {
            answered.Clear();
            open.Clear();
            sent = 0;
            longest = TimeSpan.Zero;
            last = now;
        }
    }

    private void Measure(TimeSpan now)
    {
        if (last is { } since && now - since > longest)
        {
            longest = now - since;
            began = since;
        }
    }
}
