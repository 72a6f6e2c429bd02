using Holdfast.Node.State;

namespace Holdfast.Node.Events;

/// <summary>Reads an outbox file.</summary>
internal static class OutboxLoader
{
    /// <returns>Null when the file is damaged, or of another format. A torn end is cut.</returns>
    public static (OutboxContent Content, long GoodLength)? Read(Stream file)
    {
        var reader = new RecordReader(file);
        if (
            !reader.TryRead(out var first)
            || OutboxFormat.Read(first) is not { Header: { } header }
            || header is not { Format: OutboxFormat.Version, Kind: OutboxFormat.Kind }
        )
        {
            return null;
        }

        var content = new OutboxContent(header.OutboxId, header.Next);
        while (reader.TryRead(out var json))
        {
            if (OutboxFormat.Read(json) is not { } record || !Take(content, record))
            {
                return null;
            }
        }

        return reader.IsDamaged ? null : (content, reader.GoodLength);
    }

    private static bool Take(OutboxContent content, OutboxRecord record)
    {
        switch (record)
        {
            case { Entry: { } entry }:
                content.Restore(entry);
                return true;
            case { Open: { } session }:
                content.Restore(session);
                return true;
            case { Stored: { } before }:
                content.Forget(before);
                return true;
            default:
                return false;
        }
    }
}
