using System.Threading.Channels;
using Holdfast.Link.Messages;
using Holdfast.Model.Problems;
using Holdfast.Node.Sessions;
using Microsoft.Extensions.Logging;

namespace Holdfast.Node.Events;

/// <summary>
/// Events on their way to a portal: numbered, on the disk before they leave, kept until a portal has stored them. Bounded: see
/// <see cref="DropOrder"/>. Adding never waits for the disk. Thread-safe.
/// </summary>
public sealed partial class Outbox : IEventSink, IAsyncDisposable
{
    private const string FileName = "outbox";

    private static readonly TimeSpan LossIsNews = TimeSpan.FromDays(1);

    private readonly Lock _changing = new();
    private readonly Channel<bool> _wake = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite }
    );
    private readonly CancellationTokenSource _closing = new();
    private readonly string _path;
    private readonly OutboxContent _content;
    private readonly OutboxOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly Task _writing;
    private List<OutboxRecord> _unwritten = [];
    private TaskCompletionSource _arrived = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private FileStream? _file;
    private long _durable;
    private long _compactAt;
    private int _shrinkAbove;
    private bool _rewrite;
    private volatile Problem? _problem;

    private Outbox(string path, OutboxContent content, OutboxOptions options, TimeProvider time, ILogger log)
    {
        _path = path;
        _content = content;
        _options = options;
        _time = time;
        _log = log;
        _durable = _content.Next;
        _shrinkAbove = options.MaximumEvents;
        Resumed = [.. _content.Open];
        _writing = Task.Run(WriteAsync);
    }

    /// <summary>Under which events are numbered since this start.</summary>
    public Guid OutboxId
    {
        get
        {
            lock (_changing)
            {
                return _content.OutboxId;
            }
        }
    }

    /// <summary>Events that wait for a portal.</summary>
    public int Waiting
    {
        get
        {
            lock (_changing)
            {
                return _content.Count;
            }
        }
    }

    /// <summary>Sessions that were open when the node ended.</summary>
    public IReadOnlyCollection<Session> Resumed { get; }

    /// <summary>Why the disk does not take events; null: it does.</summary>
    public Problem? Problem => _problem;

    /// <summary>Why sessions are missing in the books of the portals, for a day after it happened; null: none are.</summary>
    public Problem? Loss
    {
        get
        {
            lock (_changing)
            {
                return _content.Losses is { LastAt: { } last } losses && _time.GetUtcNow() - last < LossIsNews
                    ? NodeProblems.OutboxFull.At(
                        "outbox",
                        $"{losses.Sessions} sessions since it was made, the last on {last:yyyy-MM-dd HH:mm} UTC."
                    )
                    : null;
            }
        }
    }

    /// <summary>Number of the oldest event of this start that is kept.</summary>
    public long First
    {
        get
        {
            lock (_changing)
            {
                return _content.First;
            }
        }
    }

    /// <summary>Only one link sends at a time: portals share what they store.</summary>
    public SemaphoreSlim Turn { get; } = new(1, 1);

    /// <summary>Opens what is there. A damaged file is set aside, and the outbox begins anew with another id.</summary>
    /// <exception cref="IOException">The folder cannot be read or written.</exception>
    public static Outbox Open(string folder, OutboxOptions options, TimeProvider time, ILogger<Outbox> log)
    {
        var path = Path.Combine(folder, FileName);
        var id = NewId(time);
        if (!File.Exists(path))
        {
            return new Outbox(path, new OutboxContent(id), options, time, log);
        }

        OutboxContent? read;
        using (var file = File.OpenRead(path))
        {
            read = OutboxLoader.Read(file, id);
        }

        if (read is null)
        {
            Log.Damaged(log, path);
            File.Move(path, $"{path}.damaged-{time.GetUtcNow().UtcDateTime:yyyyMMddTHHmmssfff}", overwrite: true);
        }

        return new Outbox(path, read ?? new OutboxContent(id), options, time, log);
    }

    public void Add(NodeEvent happened, Session? session)
    {
        lock (_changing)
        {
            _unwritten.Add(new OutboxRecord { Entry = _content.Add(happened, session) });
            if (_content.Count > _shrinkAbove)
            {
                Shrink();
            }
        }

        _wake.Writer.TryWrite(true);
    }

    /// <summary>The oldest events that are on the disk, without a gap; null: none.</summary>
    public NodeEvents? Oldest(int most)
    {
        lock (_changing)
        {
            return _content.Oldest(most, _durable);
        }
    }

    /// <summary>A portal has stored the events before a number. Of an outbox that is not ours: no effect.</summary>
    public void Stored(EventsStored stored)
    {
        lock (_changing)
        {
            if (_content.Forget(stored.OutboxId, stored.Next, _durable))
            {
                _unwritten.Add(new OutboxRecord { Stored = stored.Next, StoredOf = stored.OutboxId });
            }
            else if (stored.OutboxId == _content.OutboxId)
            {
                Renew();
            }
        }

        _wake.Writer.TryWrite(true);
    }

    /// <summary>Whether events that were told are still kept, because no portal has stored them.</summary>
    public bool Keeps(NodeEvents told)
    {
        lock (_changing)
        {
            return _content.Oldest(1, _durable) is { } oldest
                && oldest.OutboxId == told.OutboxId
                && oldest.First == told.First
                && oldest.Open is null == told.Open is null;
        }
    }

    /// <summary>Returns when there may be more to send than at the call.</summary>
    public Task ArrivedAsync()
    {
        lock (_changing)
        {
            return _arrived.Task;
        }
    }

    /// <summary>Writes what is left.</summary>
    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        await _writing;
        if (_file is not null)
        {
            await _file.DisposeAsync();
        }

        _closing.Dispose();
        Turn.Dispose();
    }

    private static Guid NewId(TimeProvider time) => Guid.CreateVersion7(time.GetUtcNow());

    /// <summary>The file still holds what was dropped, so it is written anew.</summary>
    private void Shrink()
    {
        var room = _options.MaximumEvents / 10;
        var dropped = _content.Shrink(_options.MaximumEvents - room);
        // What must stay may be more than the limit; it is not looked through again for each event.
        _shrinkAbove = Math.Max(_options.MaximumEvents, _content.Count + room);
        _rewrite |= dropped.Count > 0;
        if (dropped.Sessions.Count > 0)
        {
            var now = _time.GetUtcNow();
            _content.Losses = new(_content.Losses.Sessions + (dropped.Sessions.Count / 2), now);
        }

        Log.Full(
            _log,
            _options.MaximumEvents,
            dropped.Totals.Count,
            dropped.Sessions.Count / 2,
            NodeProblems.OutboxFull.Id
        );
    }

    /// <summary>A portal has stored what has not happened here yet.</summary>
    private void Renew()
    {
        _content.Renew(NewId(_time));
        _unwritten.Clear();
        (_durable, _rewrite) = (1, true);
        Log.Renewed(_log, _path);
    }
}
