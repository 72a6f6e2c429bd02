using System.Text.Json;
using System.Threading.Channels;
using Holdfast.Failover.Control;
using Holdfast.Model.Json;
using Microsoft.Extensions.Logging;

namespace Holdfast.Failover.Agent;

/// <summary>What happened and why, kept over restarts. Told by the agent's thread, written by another.</summary>
internal sealed partial class History : IAsyncDisposable
{
    /// <summary>Arbitrary; years of a group that is well.</summary>
    private const int Longest = 1000;

    private readonly string _path;
    private readonly ILogger _log;
    private readonly Queue<HistoryEntry> _entries;
    private readonly Channel<HistoryEntry> _waiting = Channel.CreateUnbounded<HistoryEntry>();
    private readonly Task _writing;

    public History(string path, ILogger log)
    {
        (_path, _log) = (path, log);
        _entries = new(Read(path).TakeLast(Longest));
        _writing = Task.Run(WriteAsync);
    }

    /// <summary>The newest last.</summary>
    public IReadOnlyList<HistoryEntry> Last(int count) => [.. _entries.TakeLast(count)];

    public void Add(HistoryEntry entry)
    {
        _entries.Enqueue(entry);
        if (_entries.Count > Longest)
        {
            _entries.Dequeue();
        }

        _waiting.Writer.TryWrite(entry);
    }

    public async ValueTask DisposeAsync()
    {
        _waiting.Writer.TryComplete();
        await _writing;
    }

    private static IReadOnlyList<HistoryEntry> Read(string path)
    {
        try
        {
            return File.Exists(path) ? [.. File.ReadLines(path).Select(Parse).OfType<HistoryEntry>()] : [];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    /// <summary>A line that was cut off by a crash is none.</summary>
    private static HistoryEntry? Parse(string line)
    {
        try
        {
            return JsonSerializer.Deserialize<HistoryEntry>(line, ModelJson.Options);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private async Task WriteAsync()
    {
        await foreach (var entry in _waiting.Reader.ReadAllAsync())
        {
            try
            {
                var line = JsonSerializer.Serialize(entry, ModelJson.Options) + '\n';
                await File.AppendAllTextAsync(_path, line);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                Log.NotKept(_log, e.Message);
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(EventIds.HistoryNotKept, LogLevel.Warning, "The history is not written: {Failure}")]
        public static partial void NotKept(ILogger logger, string failure);
    }
}
