using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Holdfast.Link.Messages;
using Holdfast.Model.Json;
using Holdfast.Node.Sessions;
using Holdfast.Node.State;

namespace Holdfast.Node.Events;

/// <summary>One line of the outbox file. See <c>docs/protocols/node-state.md</c>.</summary>
internal sealed record OutboxRecord
{
    /// <summary>The first line.</summary>
    public OutboxHeader? Header { get; init; }

    public OutboxEntry? Entry { get; init; }

    /// <summary>All events before this number are with a portal.</summary>
    public long? Stored { get; init; }

    /// <summary>An open session whose events are with a portal already.</summary>
    public Session? Open { get; init; }
}

/// <param name="Next">Number of the next event, when the file was begun.</param>
internal sealed record OutboxHeader(int Format, string Kind, Guid OutboxId, long Next);

/// <param name="Session">As it goes on after the event; null: it has ended.</param>
internal sealed record OutboxEntry(long Number, NodeEvent Event, Session? Session);

/// <summary>Records as bytes.</summary>
internal static class OutboxFormat
{
    /// <summary>2026-11: the first.</summary>
    public const int Version = 1;

    public const string Kind = "outbox";

    private static readonly JsonTypeInfo<OutboxRecord> Records =
        (JsonTypeInfo<OutboxRecord>)
            new JsonSerializerOptions(ModelJson.Options) { TypeInfoResolver = OutboxJson.Default }.GetTypeInfo(
                typeof(OutboxRecord)
            );

    public static void Write(ArrayBufferWriter<byte> output, OutboxRecord record) =>
        RecordLine.Write(output, JsonSerializer.SerializeToUtf8Bytes(record, Records));

    /// <returns>Null when the bytes are no record of this version.</returns>
    public static OutboxRecord? Read(ReadOnlySpan<byte> json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, Records);
        }
        catch (Exception e) when (e is JsonException or ArgumentException or FormatException or NotSupportedException)
        {
            return null;
        }
    }
}

[JsonSerializable(typeof(OutboxRecord))]
internal sealed partial class OutboxJson : JsonSerializerContext;
