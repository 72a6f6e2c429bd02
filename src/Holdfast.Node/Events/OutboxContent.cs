using System.Buffers;
using Holdfast.Link.Messages;
using Holdfast.Node.Sessions;

namespace Holdfast.Node.Events;

/// <summary>What an outbox holds. Not thread-safe, no I/O.</summary>
internal sealed class OutboxContent(Guid outboxId, long next)
{
    private readonly SortedDictionary<long, OutboxEntry> _entries = [];
    private readonly Dictionary<Guid, Session> _open = [];

    public Guid OutboxId => outboxId;

    /// <summary>Number of the next event.</summary>
    public long Next { get; private set; } = next;

    public int Count => _entries.Count;

    public IEnumerable<Session> Open => _open.Values;

    /// <summary>Number of the oldest event that is kept, or of the next when there is none.</summary>
    public long First => _entries.Count > 0 ? _entries.First().Key : Next;

    public OutboxEntry Add(NodeEvent happened, Session? session)
    {
        var entry = new OutboxEntry(Next, happened, session);
        Restore(entry);
        return entry;
    }

    public void Restore(OutboxEntry entry)
    {
        _entries[entry.Number] = entry;
        Next = Math.Max(Next, entry.Number + 1);
        if (entry.Session is { } session)
        {
            _open[session.SessionId] = session;
        }
        else if (entry.Event is SessionEnded ended)
        {
            _open.Remove(ended.SessionId);
        }
    }

    public void Restore(Session open) => _open[open.SessionId] = open;

    /// <summary>Forgets the events before a number.</summary>
    public void Forget(long before)
    {
        while (_entries.Count > 0 && _entries.First().Key is var first && first < before)
        {
            _entries.Remove(first);
        }
    }

    /// <summary>
    /// Makes room: the oldest totals go first, because later ones, and the end of the session, say more; only when there are none, the
    /// oldest events whatever they are.
    /// </summary>
    public void Shrink(int count)
    {
        var surplus = _entries.Count - count;
        var victims = _entries
            .Values.Where(e => e.Event is SessionCounted)
            .Take(surplus)
            .Select(e => e.Number)
            .ToList();
        victims.AddRange(_entries.Keys.Except(victims).Take(surplus - victims.Count).ToList());
        foreach (var number in victims)
        {
            _entries.Remove(number);
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

    /// <summary>Everything, as the records of a new file.</summary>
    public ArrayBufferWriter<byte> ToRecords()
    {
        var output = new ArrayBufferWriter<byte>(64 * 1024);
        OutboxFormat.Write(
            output,
            new OutboxRecord { Header = new(OutboxFormat.Version, OutboxFormat.Kind, OutboxId, Next) }
        );
        foreach (var session in _open.Values)
        {
            OutboxFormat.Write(output, new OutboxRecord { Open = session });
        }

        foreach (var entry in _entries.Values)
        {
            OutboxFormat.Write(output, new OutboxRecord { Entry = entry });
        }

        return output;
    }
}
