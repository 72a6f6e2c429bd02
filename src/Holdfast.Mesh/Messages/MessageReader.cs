using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Net;
using Holdfast.Mesh.Members;

namespace Holdfast.Mesh.Messages;

/// <summary>Reads the body of a datagram. Any bytes are messages or are refused as a whole; signatures are not looked at here.</summary>
public static class MessageReader
{
    /// <returns>False: it is not what <see cref="MessageWriter"/> writes.</returns>
    public static bool TryRead(ReadOnlySpan<byte> body, [NotNullWhen(true)] out IReadOnlyList<MeshMessage>? messages)
    {
        messages = null;
        var read = new List<MeshMessage>();
        var reader = new ByteReader(body);
        while (!reader.AtEnd && read.Count < MessageFormat.MostMessages)
        {
            if (Read(ref reader) is not { } message || reader.IsBroken)
            {
                return false;
            }

            read.Add(message);
        }

        if (!reader.AtEnd)
        {
            return false;
        }

        messages = read;
        return true;
    }

    private static MeshMessage? Read(ref ByteReader reader) =>
        reader.Byte() switch
        {
            MessageFormat.Ping => new Ping(reader.UInt32(), ReadView(ref reader)),
            MessageFormat.Ack => new Ack(reader.UInt32(), ReadView(ref reader)),
            MessageFormat.AskFor => new AskFor(reader.UInt32(), reader.Host()),
            MessageFormat.Tell => ReadTell(ref reader),
            MessageFormat.Verdict => ReadVerdict(ref reader),
            MessageFormat.Summary => ReadSummary(ref reader),
            _ => null,
        };

    private static View ReadView(ref ByteReader reader) => new(reader.UInt64(), reader.UInt64());

    private static Tell? ReadTell(ref ByteReader reader)
    {
        var address = reader.Address();
        var port = reader.UInt16();
        if (port == 0 && !address.Equals(IPAddress.IPv6Any))
        {
            return null;
        }

        return RecordFormat.Read(ref reader) is { } record
            ? new Tell(record, port == 0 ? null : new IPEndPoint(address, port))
            : null;
    }

    private static Verdict? ReadVerdict(ref ByteReader reader) =>
        ReadEntry(ref reader) is { Status: HostStatus.Suspect or HostStatus.Dead } entry
            ? new Verdict(entry.Host, entry.Stamp, entry.Status)
            : null;

    private static Summary? ReadSummary(ref ByteReader reader)
    {
        var (first, last, count) = (reader.Host(), reader.Host(), reader.Byte());
        if (count > Summary.MostEntries || first > last)
        {
            return null;
        }

        var entries = ImmutableArray.CreateBuilder<SummaryEntry>(count);
        for (var i = 0; i < count; i++)
        {
            if (ReadEntry(ref reader) is not { } entry || entry.Host < first || entry.Host > last)
            {
                return null;
            }

            entries.Add(entry);
        }

        return new Summary(first, last, entries.MoveToImmutable());
    }

    private static SummaryEntry? ReadEntry(ref ByteReader reader)
    {
        var entry = new SummaryEntry(reader.Host(), reader.Stamp(), (HostStatus)reader.Byte());
        return !reader.IsBroken && entry.Status <= HostStatus.Left ? entry : null;
    }
}
