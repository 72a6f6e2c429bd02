using System.Text;
using System.Text.Json;
using System.Threading.Channels;
using Holdfast.Failover.Control;
using Holdfast.Failover.Members;
using Holdfast.Linux.Files;
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
    private readonly HistoryEntries _entries;
    private readonly Channel<HistoryEntry> _waiting = Channel.CreateUnbounded<HistoryEntry>();
    private readonly Task _writing;

    public History(string path, ILogger log)
    {
        (_path, _log) = (path, log);
        var lines = Read(path);
        _entries = new HistoryEntries(lines, Longest);
        Shorten(lines.Count);
        _writing = Task.Run(WriteAsync);
    }

    /// <summary>The newest last.</summary>
    public IReadOnlyList<HistoryEntry> Last(int count) => _entries.Last(count);

    /// <param name="became">The role that this machine took; null: it is about something else.</param>
    /// <returns>False: it goes on and on, so it need not be told again.</returns>
    public bool Add(DateTimeOffset at, int vrid, string what, Role? became = null)
    {
        var entry = _entries.Add(at, vrid, what, became);
        var isNews = HistoryEntries.IsNews(entry);
        if (isNews)
        {
            _waiting.Writer.TryWrite(entry);
        }

        return isNews;
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
            return JsonSerializer.Deserialize<HistoryEntry>(line, ModelJson.Options) is { What: not null } entry
                ? entry
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The file grows while the agent runs; at a start it is brought back to what is kept.</summary>
    private void Shorten(int lines)
    {
        if (lines <= 2 * Longest)
        {
            return;
        }

        try
        {
            var kept = string.Concat(_entries.Last(Longest).Select(Line));
            DurableFile.Replace(_path, file => file.Write(Encoding.UTF8.GetBytes(kept)));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Log.NotKept(_log, e.Message);
        }
    }

    private static string Line(HistoryEntry entry) => JsonSerializer.Serialize(entry, ModelJson.Options) + '\n';

    private async Task WriteAsync()
    {
        await foreach (var entry in _waiting.Reader.ReadAllAsync())
        {
            try
            {
                await File.AppendAllTextAsync(_path, Line(entry));
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
