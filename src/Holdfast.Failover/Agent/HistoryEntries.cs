using Holdfast.Failover.Control;
using Holdfast.Failover.Members;

namespace Holdfast.Failover.Agent;

/// <summary>
/// What happened, the newest last. What happens again and again, such as a claim that fails each second, is one entry with a count:
/// whatever changes anything has another epoch in its words.
/// </summary>
internal sealed class HistoryEntries
{
    /// <summary>A longer pause, and it is worth an entry of its own.</summary>
    private static readonly TimeSpan Again = TimeSpan.FromSeconds(30);

    /// <summary>So many different things may take turns in it.</summary>
    private const int Round = 8;

    private readonly int _longest;
    private readonly List<HistoryEntry> _entries = [];

    /// <param name="lines">As they were written; a later one with a higher count is in place of the earlier.</param>
    public HistoryEntries(IEnumerable<HistoryEntry> lines, int longest)
    {
        _longest = longest;
        foreach (var line in lines)
        {
            var same = Recent(entry => (entry.At, entry.Vrid, entry.What) == (line.At, line.Vrid, line.What));
            Put(same, line);
        }
    }

    public IReadOnlyList<HistoryEntry> Last(int count) => [.. _entries.TakeLast(count)];

    /// <returns>The entry as it is now.</returns>
    public HistoryEntry Add(DateTimeOffset at, int vrid, string what, Role? became = null)
    {
        var same = Recent(entry =>
            entry.Vrid == vrid && entry.What == what && (at - (entry.Last ?? entry.At)).Duration() < Again
        );
        var next =
            same < 0
                ? new HistoryEntry(at, vrid, what, Became: became)
                : _entries[same] with
                {
                    Times = _entries[same].Times + 1,
                    Last = at,
                };
        Put(same, next);
        return next;
    }

    /// <summary>The first, the second, and then each power of ten.</summary>
    public static bool IsNews(HistoryEntry entry)
    {
        var rest = entry.Times;
        while (rest >= 10 && rest % 10 == 0)
        {
            rest /= 10;
        }

        return rest == 1 || entry.Times == 2;
    }

    private int Recent(Predicate<HistoryEntry> match)
    {
        var first = Math.Max(0, _entries.Count - Round);
        return _entries.FindLastIndex(_entries.Count - 1, _entries.Count - first, match);
    }

    private void Put(int index, HistoryEntry entry)
    {
        if (index >= 0)
        {
            _entries[index] = entry;
            return;
        }

        _entries.Add(entry);
        if (_entries.Count > _longest)
        {
            _entries.RemoveAt(0);
        }
    }
}
