namespace Holdfast.Node.Events;

/// <summary>Events that were numbered under one id, by one start of the node. Not thread-safe, no I/O.</summary>
internal sealed class OutboxRun(Guid id, long next)
{
    private readonly SortedDictionary<long, OutboxEntry> _entries = [];

    public Guid Id => id;

    /// <summary>Number of the next event.</summary>
    public long Next { get; private set; } = next;

    public int Count => _entries.Count;

    /// <summary>Oldest first.</summary>
    public IEnumerable<OutboxEntry> Entries => _entries.Values;

    /// <summary>Number of the oldest event that is kept, or of the next when there is none.</summary>
    public long First => _entries.Count > 0 ? _entries.First().Key : Next;

    public void Add(OutboxEntry entry)
    {
        _entries[entry.Number] = entry;
        Next = Math.Max(Next, entry.Number + 1);
    }

    public void Remove(OutboxEntry entry) => _entries.Remove(entry.Number);

    /// <summary>Forgets the events before a number.</summary>
    public void Forget(long before)
    {
        while (_entries.Count > 0 && _entries.First().Key is var first && first < before)
        {
            _entries.Remove(first);
        }
    }

    /// <summary>The oldest events without a gap between them, at most so many, all before <paramref name="end"/>.</summary>
    public IReadOnlyList<OutboxEntry> Oldest(int most, long end)
    {
        List<OutboxEntry> oldest = [];
        foreach (var entry in _entries.Values)
        {
            if (
                entry.Number >= end
                || oldest.Count == most
                || (oldest.Count > 0 && entry.Number != oldest[^1].Number + 1)
            )
            {
                break;
            }

            oldest.Add(entry);
        }

        return oldest;
    }
}
