using System.Buffers;
using System.Net;
using Holdfast.Link.Messages;
using Holdfast.Node.Events;
using Holdfast.Node.Sessions;

namespace Holdfast.Node.Tests.Events;

/// <summary>
/// A node with its outbox, a disk that forgets what was not flushed, and portals that die in between, all by one random seed. It keeps
/// what really happened, to compare the books with.
/// </summary>
internal sealed class OutboxWorld(int seed, int limit)
{
    private static readonly DateTimeOffset Clock = new(2026, 11, 21, 8, 0, 0, TimeSpan.Zero);

    private readonly Random _random = new(seed);
    private readonly Dictionary<Guid, Session> _open = [];
    private readonly List<OutboxRecord> _unwritten = [];
    private readonly List<byte[]> _copies = [];
    private OutboxContent _content = new(NewId());
    private byte[] _disk = [];
    private bool _rewrite = true;
    private long _durable = 1;
    private int _sessions;

    public Books Books { get; } = new();

    /// <summary>Bytes that each session has really carried.</summary>
    public Dictionary<Guid, long> Truth { get; } = [];

    /// <summary>Sessions whose end was on the disk and has not been lost with it, nor dropped.</summary>
    public HashSet<Guid> KnownEnds { get; } = [];

    public IEnumerable<Guid> Open => _open.Keys;

    public int Kept => _content.Count;

    public void Step()
    {
        Action[] steps =
        [
            Start,
            Start,
            Count,
            Count,
            Count,
            End,
            End,
            Flush,
            Flush,
            Flush,
            () => Talk(stored: true, heard: true),
            () => Talk(stored: true, heard: true),
            () => Talk(stored: true, heard: false),
            () => Talk(stored: false, heard: false),
            TalkWithTwo,
        ];
        steps[_random.Next(steps.Length)]();
    }

    /// <summary>The machine stops at once: what was not flushed is gone, or half there.</summary>
    public void Crash()
    {
        if (!_rewrite && _unwritten.Count > 0)
        {
            var torn = Bytes(_unwritten);
            _disk = [.. _disk, .. torn.AsSpan(0, _random.Next(torn.Length))];
        }

        Begin();
    }

    /// <summary>The state folder is gone.</summary>
    public void Lose()
    {
        _disk = [];
        Begin();
    }

    public void Copy() => _copies.Add(_disk);

    /// <summary>An older copy of the state folder comes back, as from a backup or a snapshot of the machine.</summary>
    public void Restore()
    {
        if (_copies.Count > 0)
        {
            _disk = _copies[_random.Next(_copies.Count)];
            Begin();
        }
    }

    public void Flush()
    {
        if (_rewrite)
        {
            _disk = _content.ToRecords().WrittenSpan.ToArray();
            _rewrite = false;
        }
        else
        {
            _disk = [.. _disk, .. Bytes(_unwritten)];
        }

        KnownEnds.UnionWith(_unwritten.Select(r => r.Entry?.Event).OfType<SessionEnded>().Select(e => e.SessionId));
        _unwritten.Clear();
        _durable = _content.Next;
    }

    /// <summary>The disk is full: nothing of it is there, the next try writes everything.</summary>
    public void FailToFlush() => _rewrite = true;

    /// <summary>Everything is on the disk, and a portal takes it all.</summary>
    public void Settle()
    {
        Flush();
        for (var i = 0; i < 10_000 && _content.Oldest(7, _durable) is not null; i++)
        {
            Talk(stored: true, heard: true);
        }

        Assert.Null(_content.Oldest(7, _durable));
    }

    public void Start()
    {
        var id = new Guid(++_sessions, (short)(seed & 0x7fff), 0, 0, 0, 0, 0, 0, 0, 0, 1);
        _open[id] = Session(id, 0);
        Truth[id] = 0;
        Add(new SessionStarted(Clock, id, id, IPAddress.Loopback, IPAddress.IPv6Loopback, null), _open[id]);
    }

    public void Count()
    {
        if (AnyOpen() is { } id)
        {
            var more = _open[id].Received + _random.Next(1, 1000);
            Truth[id] = Math.Max(Truth[id], more);
            _open[id] = Session(id, more);
            Add(new SessionCounted(Clock, id, more, 0), _open[id]);
        }
    }

    public void End()
    {
        if (AnyOpen() is { } id)
        {
            var ended = new SessionEnded(Clock, id, _open[id].Received, 0, "over");
            _open.Remove(id);
            Add(ended, null);
        }
    }

    private void Talk(bool stored, bool heard)
    {
        if (_content.Oldest(7, _durable) is { } told && stored && Books.Store(told) is var answer && heard)
        {
            Hear(answer);
        }
    }

    /// <summary>The first is slow: the node asks another one, and hears both.</summary>
    private void TalkWithTwo()
    {
        if (_content.Oldest(7, _durable) is { } first)
        {
            var other = _content.Oldest(_random.Next(1, 9), _durable)!;
            EventsStored[] answers = [Books.Store(other), Books.Store(first)];
            _random.Shuffle(answers);
            Array.ForEach(answers, Hear);
        }
    }

    private void Hear(EventsStored answer)
    {
        if (_content.Forget(answer.OutboxId, answer.Next, _durable))
        {
            _unwritten.Add(new OutboxRecord { Stored = answer.Next, StoredOf = answer.OutboxId });
        }
    }

    private void Add(NodeEvent happened, Session? session)
    {
        _unwritten.Add(new OutboxRecord { Entry = _content.Add(happened, session) });
        if (_content.Count > limit)
        {
            var dropped = _content.Shrink(limit * 9 / 10);
            _rewrite |= dropped.Count > 0;
            KnownEnds.ExceptWith(dropped.Sessions.Select(e => e.Event).OfType<SessionEnded>().Select(e => e.SessionId));
            var gone = dropped.Totals.Concat(dropped.Sessions).Select(e => e.Number).ToHashSet();
            _unwritten.RemoveAll(r => r.Entry is { } entry && gone.Contains(entry.Number));
        }
    }

    /// <summary>The node starts, with what the disk has kept.</summary>
    private void Begin()
    {
        _unwritten.Clear();
        _content = _disk.Length == 0 ? new(NewId()) : OutboxLoader.Read(new MemoryStream(_disk), NewId())!;
        Assert.NotNull(_content);
        (_rewrite, _durable) = (true, _content.Next);
        _open.Clear();
        foreach (var session in _content.Open)
        {
            _open[session.SessionId] = session;
            // It went on in another life of the machine, and is in use again.
            KnownEnds.Remove(session.SessionId);
        }
    }

    private Guid? AnyOpen() => _open.Count == 0 ? null : _open.Keys.ElementAt(_random.Next(_open.Count));

    private static Guid NewId() => Guid.CreateVersion7();

    private static byte[] Bytes(IEnumerable<OutboxRecord> records)
    {
        var output = new ArrayBufferWriter<byte>();
        foreach (var record in records)
        {
            OutboxFormat.Write(output, record);
        }

        return output.WrittenSpan.ToArray();
    }

    private static Session Session(Guid id, long bytes) =>
        new()
        {
            SessionId = id,
            ConfigurationId = id,
            Interface = "hf1-wg",
            Address4 = IPAddress.Loopback,
            Address6 = IPAddress.IPv6Loopback,
            Counter = new CounterMark("1", bytes, 0),
        };
}
