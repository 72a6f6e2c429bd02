using Holdfast.Link.Messages;
using Holdfast.Node.Sessions;
using Holdfast.Node.State;

namespace Holdfast.Node.Events;

/// <summary>Reads an outbox file.</summary>
internal sealed class OutboxLoader
{
    private readonly List<OutboxRun> _runs = [];
    private readonly Dictionary<Guid, Session> _open = [];
    private readonly OutboxHeader _header;

    private OutboxLoader(OutboxHeader header)
    {
        _header = header;
        _runs.Add(new OutboxRun(header.OutboxId, header.Next));
    }

    /// <returns>
    /// Null when the file is damaged, or of another format. A torn end is cut. What it holds is of earlier starts; this one numbers
    /// under the id given.
    /// </returns>
    public static OutboxContent? Read(Stream file, Guid outboxId)
    {
        var reader = new RecordReader(file);
        if (
            !reader.TryRead(out var first)
            || OutboxFormat.Read(first) is not { Header: { } header }
            || header is not { Format: OutboxFormat.Version or OutboxFormat.OldestVersion, Kind: OutboxFormat.Kind }
        )
        {
            return null;
        }

        var loader = new OutboxLoader(header);
        while (reader.TryRead(out var json))
        {
            if (OutboxFormat.Read(json) is not { } record || !loader.Take(record))
            {
                return null;
            }
        }

        return reader.IsDamaged ? null : loader.Content(outboxId);
    }

    private OutboxContent Content(Guid outboxId) =>
        new(_runs, _open.Values, outboxId) { Losses = _header.Losses ?? OutboxLosses.None };

    private bool Take(OutboxRecord record)
    {
        switch (record)
        {
            case { Run: { } id }:
                _runs.Add(new OutboxRun(id, next: 1));
                return true;
            case { Entry: { } entry }:
                Take(entry);
                return true;
            case { Open: { } session }:
                _open[session.SessionId] = session;
                return true;
            case { Stored: { } before }:
                Forget(record.StoredOf ?? _header.OutboxId, before);
                return true;
            default:
                return false;
        }
    }

    private void Take(OutboxEntry entry)
    {
        _runs[^1].Add(entry);
        if (entry.Session is { } session)
        {
            _open[session.SessionId] = session;
        }
        else if (entry.Event is SessionEnded ended)
        {
            _open.Remove(ended.SessionId);
        }
    }

    private void Forget(Guid outboxId, long before)
    {
        foreach (var run in _runs.Where(run => run.Id == outboxId))
        {
            run.Forget(before);
        }
    }
}
