using System.Buffers;
using System.Threading.Channels;
using Holdfast.Link.Messages;
using Holdfast.Model.Problems;
using Holdfast.Node.Sessions;
using Holdfast.Node.State;
using Microsoft.Extensions.Logging;

namespace Holdfast.Node.Events;

/// <summary>
/// Events on their way to a portal: numbered, on the disk before they leave, kept until a portal has stored them. Bounded: see
/// <see cref="OutboxContent.Shrink"/>. Adding never waits for the disk. Thread-safe.
/// </summary>
public sealed partial class Outbox : IEventSink, IAsyncDisposable
{
    private const string FileName = "outbox";

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
    private volatile Problem? _problem;

    private Outbox(
        string path,
        (OutboxContent Content, long GoodLength)? read,
        OutboxOptions options,
        TimeProvider time,
        ILogger log
    )
    {
        _path = path;
        _content = read?.Content ?? new OutboxContent(Guid.CreateVersion7(time.GetUtcNow()), next: 1);
        _options = options;
        _time = time;
        _log = log;
        _durable = read is null ? 0 : _content.Next;
        Resumed = [.. _content.Open];
        _writing = Task.Run(WriteAsync);
    }

    public Guid OutboxId => _content.OutboxId;

    /// <summary>Sessions that were open when the node ended.</summary>
    public IReadOnlyCollection<Session> Resumed { get; }

    /// <summary>Why the disk does not take events; null: it does.</summary>
    public Problem? Problem => _problem;

    /// <summary>Number of the oldest event that is kept.</summary>
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
        if (!File.Exists(path))
        {
            return new Outbox(path, read: null, options, time, log);
        }

        (OutboxContent, long)? read;
        using (var file = File.OpenRead(path))
        {
            read = OutboxLoader.Read(file);
        }

        if (read is null)
        {
            Log.Damaged(log, path);
            File.Move(path, $"{path}.damaged-{time.GetUtcNow().UtcDateTime:yyyyMMddTHHmmssfff}", overwrite: true);
        }

        return new Outbox(path, read, options, time, log);
    }

    public void Add(NodeEvent happened, Session? session)
    {
        lock (_changing)
        {
            _unwritten.Add(new OutboxRecord { Entry = _content.Add(happened, session) });
            if (_content.Count > _options.MaximumEvents)
            {
                _content.Shrink(_options.MaximumEvents - (_options.MaximumEvents / 10));
                Log.Full(_log, _options.MaximumEvents);
            }
        }

        _wake.Writer.TryWrite(true);
    }

    /// <summary>The oldest events that are on the disk, without a gap; null: none.</summary>
    public NodeEvents? Oldest(int most)
    {
        lock (_changing)
        {
            var oldest = _content.Oldest(most, _durable);
            return oldest.Count == 0 ? null : new(OutboxId, oldest[0].Number, [.. oldest.Select(e => e.Event)]);
        }
    }

    /// <summary>A portal has stored the events before a number. Of another outbox, or of events that are still to come: no effect.</summary>
    public void Stored(EventsStored stored)
    {
        lock (_changing)
        {
            if (stored.OutboxId != OutboxId || stored.Next > _durable || stored.Next <= _content.First)
            {
                return;
            }

            _content.Forget(stored.Next);
            _unwritten.Add(new OutboxRecord { Stored = stored.Next });
        }

        _wake.Writer.TryWrite(true);
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

    private async Task WriteAsync()
    {
        while (!_closing.IsCancellationRequested)
        {
            await PauseAsync(_wake.Reader.ReadAsync(_closing.Token).AsTask());
            await PauseAsync(Task.Delay(_options.Gather, _time, _closing.Token));
            if (!TryWrite())
            {
                await PauseAsync(Task.Delay(_options.Pause, _time, _closing.Token));
                _wake.Writer.TryWrite(true);
            }
        }

        TryWrite();
    }

    private static async Task PauseAsync(Task pause) =>
        await pause.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    private bool TryWrite()
    {
        try
        {
            WriteUnwritten();
            _problem = null;
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            _file?.Dispose();
            _file = null;
            _problem ??= Failed(e);
            return false;
        }
    }

    private Problem Failed(Exception e)
    {
        var problem = NodeProblems.OutboxNotSaved.At(_path, e.Message);
        Log.Failing(_log, problem);
        return problem;
    }

    private void WriteUnwritten()
    {
        var (records, whole, next) = Collect();
        if (whole is not null)
        {
            DurableFile.Replace(_path, file => file.Write(whole.WrittenSpan));
            _file = new FileStream(_path, FileMode.Append, FileAccess.Write, FileShare.Read, bufferSize: 0);
            _compactAt = (whole.WrittenCount * 2L) + _options.Slack;
        }
        else if (records.Count > 0)
        {
            Append(records);
        }

        Announce(next);
    }

    /// <returns>What is to be appended; or everything, when the file is missing, broken or too long.</returns>
    private (List<OutboxRecord> Records, ArrayBufferWriter<byte>? Whole, long Next) Collect()
    {
        lock (_changing)
        {
            var records = _unwritten;
            _unwritten = [];
            var whole = _file is null || _file.Length > _compactAt ? _content.ToRecords() : null;
            return (records, whole, _content.Next);
        }
    }

    private void Append(List<OutboxRecord> records)
    {
        var output = new ArrayBufferWriter<byte>(4096);
        foreach (var record in records)
        {
            OutboxFormat.Write(output, record);
        }

        _file!.Write(output.WrittenSpan);
        _file.Flush(flushToDisk: true);
    }

    private void Announce(long next)
    {
        TaskCompletionSource arrived;
        lock (_changing)
        {
            _durable = next;
            arrived = _arrived;
            _arrived = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        arrived.SetResult();
    }
}
