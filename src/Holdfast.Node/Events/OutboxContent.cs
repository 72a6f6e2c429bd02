using System.Buffers;
using Holdfast.Link.Messages;
using Holdfast.Node.Sessions;

namespace Holdfast.Node.Events;

/// <summary>
/// What an outbox holds: the events of this start of the node, and those of earlier starts that no portal has stored. Each start
/// numbers under an id of its own, so that a number is never used twice, even when the file was lost or an older copy of it came back.
/// Not thread-safe, no I/O.
/// </summary>
internal sealed class OutboxContent
{
    /// <summary>Sessions that an announcement names at most; with more there is none. Arbitrary, fits into a message twice.</summary>
    private const int MostAnnounced = 50_000;

    private readonly List<OutboxRun> _earlier;
    private readonly Dictionary<Guid, Session> _open = [];
    private OutboxRun _run;
    private IReadOnlyList<Guid>? _announced;

    public OutboxContent(Guid outboxId)
        : this([], [], outboxId) { }

    /// <param name="earlier">Of earlier starts, the oldest first.</param>
    /// <param name="open">Sessions that go on.</param>
    public OutboxContent(IEnumerable<OutboxRun> earlier, IEnumerable<Session> open, Guid outboxId)
    {
        _earlier = [.. earlier.Where(run => run.Count > 0)];
        _run = new OutboxRun(outboxId, next: 1);
        foreach (var session in open)
        {
            _open[session.SessionId] = session;
        }

        _announced = Announce();
    }

    /// <summary>Under which events get their numbers now.</summary>
    public Guid OutboxId => _run.Id;

    /// <summary>Number of the next event.</summary>
    public long Next => _run.Next;

    public int Count => _run.Count + _earlier.Sum(run => run.Count);

    public IEnumerable<Session> Open => _open.Values;

    /// <summary>Number of the oldest event of this start that is kept, or of the next when there is none.</summary>
    public long First => _run.First;

    /// <summary>How many sessions were dropped because nobody took them for long.</summary>
    public OutboxLosses Losses { get; set; } = OutboxLosses.None;

    public OutboxEntry Add(NodeEvent happened, Session? session)
    {
        var entry = new OutboxEntry(Next, happened, session);
        _run.Add(entry);
        if (session is not null)
        {
            _open[session.SessionId] = session;
        }
        else if (happened is SessionEnded ended)
        {
            _open.Remove(ended.SessionId);
        }

        return entry;
    }

    /// <summary>A portal has stored the events of a run before a number.</summary>
    /// <returns>False: not so many were told yet, or the run is not known.</returns>
    public bool Forget(Guid outboxId, long before, long durable)
    {
        if (outboxId == _run.Id)
        {
            if (before > durable)
            {
                return false;
            }

            _announced = null;
            _run.Forget(before);
            return true;
        }

        var earlier = _earlier.Find(run => run.Id == outboxId);
        earlier?.Forget(before);
        _earlier.RemoveAll(run => run.Count == 0);
        return earlier is not null;
    }

    /// <summary>Drops the least important until so many are left, or what is left must stay. See <see cref="DropOrder"/>.</summary>
    public Dropped Shrink(int count)
    {
        var dropped = Count <= count ? Dropped.Nothing : DropOrder.Choose([.. All()], Count - count);
        var victims = dropped.Totals.Concat(dropped.Sessions).ToHashSet<object>(ReferenceEqualityComparer.Instance);
        foreach (var run in _earlier.Append(_run))
        {
            foreach (var entry in run.Entries.Where(victims.Contains).ToList())
            {
                run.Remove(entry);
            }
        }

        _earlier.RemoveAll(run => run.Count == 0);
        return dropped;
    }

    /// <summary>
    /// A portal knows more of this run than has happened: this is a copy of a machine that went on elsewhere. The events get numbers
    /// under a new id; those that both copies had come to the portal twice, which has no effect there.
    /// </summary>
    public void Renew(Guid outboxId)
    {
        var before = _run;
        _run = new OutboxRun(outboxId, next: 1);
        foreach (var entry in before.Entries)
        {
            _run.Add(entry with { Number = _run.Next });
        }

        _announced = Announce();
    }

    /// <summary>The oldest events without a gap, those of this start only before <paramref name="durable"/>; null: nothing to tell.</summary>
    public NodeEvents? Oldest(int most, long durable)
    {
        if (_earlier.Count > 0)
        {
            return Told(_earlier[0], _earlier[0].Oldest(most, long.MaxValue), announced: null);
        }

        var oldest = _run.Oldest(most, durable);
        return oldest.Count == 0 && _announced is null ? null : Told(_run, oldest, _announced);
    }

    /// <summary>Everything, as the records of a new file.</summary>
    public ArrayBufferWriter<byte> ToRecords()
    {
        var output = new ArrayBufferWriter<byte>(64 * 1024);
        OutboxFormat.Write(
            output,
            new OutboxRecord { Header = new(OutboxFormat.Version, OutboxFormat.Kind, _run.Id, _run.Next, Losses) }
        );
        foreach (var session in _open.Values)
        {
            OutboxFormat.Write(output, new OutboxRecord { Open = session });
        }

        foreach (var run in _earlier.Append(_run))
        {
            OutboxFormat.Write(output, new OutboxRecord { Run = run.Id });
            foreach (var entry in run.Entries)
            {
                OutboxFormat.Write(output, new OutboxRecord { Entry = entry });
            }
        }

        return output;
    }

    private static NodeEvents Told(OutboxRun run, IReadOnlyList<OutboxEntry> entries, IReadOnlyList<Guid>? announced) =>
        new(run.Id, entries.Count > 0 ? entries[0].Number : run.First, [.. entries.Select(e => e.Event)], announced);

    private IEnumerable<OutboxEntry> All() => _earlier.Append(_run).SelectMany(run => run.Entries);

    /// <summary>Sessions that may be live when the run begins: those that are open, and those whose end is told in it.</summary>
    private List<Guid>? Announce()
    {
        var sessions = _open
            .Keys.Union(_run.Entries.Select(e => e.Event).OfType<SessionEnded>().Select(e => e.SessionId))
            .ToList();
        return sessions.Count <= MostAnnounced ? sessions : null;
    }
}
