using System.Net;

namespace Holdfast.Mesh.Messages;

/// <summary>Writes messages into the body of a datagram.</summary>
public static class MessageWriter
{
    /// <summary>Bytes that a message takes.</summary>
    public static int LengthOf(MeshMessage message) =>
        message switch
        {
            Ping or Ack => MessageFormat.PingLength,
            AskFor => MessageFormat.AskForLength,
            Verdict => MessageFormat.VerdictLength,
            Tell tell => 1 + MessageFormat.AddressLength + RecordFormat.LengthOf(tell.Record),
            Summary summary => MessageFormat.SummaryHeader + (summary.Entries.Length * MessageFormat.EntryLength),
            _ => throw new ArgumentException($"No such message: {message}.", nameof(message)),
        };

    /// <param name="target">As long as <see cref="LengthOf"/> of all of them together.</param>
    /// <returns>Bytes written.</returns>
    public static int Write(IEnumerable<MeshMessage> messages, Span<byte> target)
    {
        var writer = new ByteWriter(target);
        foreach (var message in messages)
        {
            Write(ref writer, message);
        }

        return writer.Length;
    }

    private static void Write(ref ByteWriter writer, MeshMessage message)
    {
        switch (message)
        {
            case Ping ping:
                WriteNumbered(ref writer, MessageFormat.Ping, ping.Number, ping.View);
                break;
            case Ack ack:
                WriteNumbered(ref writer, MessageFormat.Ack, ack.Number, ack.View);
                break;
            case AskFor ask:
                writer.Byte(MessageFormat.AskFor);
                writer.UInt32(ask.Number);
                writer.Host(ask.Target);
                break;
            case Tell tell:
                writer.Byte(MessageFormat.Tell);
                WriteAddress(ref writer, tell.Address);
                RecordFormat.WriteSigned(ref writer, tell.Record);
                break;
            case Verdict verdict:
                writer.Byte(MessageFormat.Verdict);
                WriteEntry(ref writer, new(verdict.Host, verdict.Stamp, verdict.Status));
                break;
            case Summary summary:
                WriteSummary(ref writer, summary);
                break;
            default:
                throw new ArgumentException($"No such message: {message}.", nameof(message));
        }
    }

    private static void WriteNumbered(ref ByteWriter writer, byte kind, uint number, View view)
    {
        writer.Byte(kind);
        writer.UInt32(number);
        writer.UInt64(view.Known);
        writer.UInt64(view.Chosen);
    }

    private static void WriteAddress(ref ByteWriter writer, IPEndPoint? address)
    {
        writer.Address(address?.Address ?? IPAddress.IPv6Any);
        writer.UInt16((ushort)(address?.Port ?? 0));
    }

    private static void WriteSummary(ref ByteWriter writer, Summary summary)
    {
        writer.Byte(MessageFormat.Summary);
        writer.Host(summary.First);
        writer.Host(summary.Last);
        writer.Byte((byte)summary.Entries.Length);
        foreach (var entry in summary.Entries)
        {
            WriteEntry(ref writer, entry);
        }
    }

    private static void WriteEntry(ref ByteWriter writer, SummaryEntry entry)
    {
        writer.Host(entry.Host);
        writer.Stamp(entry.Stamp);
        writer.Byte((byte)entry.Status);
    }
}
