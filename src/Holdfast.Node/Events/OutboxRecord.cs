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

    /// <summary>The entries that follow are numbered under this id; without it, under the header's.</summary>
    public Guid? Run { get; init; }

    public OutboxEntry? Entry { get; init; }

    /// <summary>All events of <see cref="StoredOf"/> before this number are with a portal.</summary>
    public long? Stored { get; init; }

    /// <summary>Null: the header's id.</summary>
    public Guid? StoredOf { get; init; }

    /// <summary>An open session whose events are with a portal already.</summary>
    public Session? Open { get; init; }
}

/// <param name="OutboxId">Under which the node numbers since it was started.</param>
/// <param name="Next">Number of the next event, when the file was begun.</param>
/// <param name="Losses">Null: an older node wrote this, that did not count.</param>
internal sealed record OutboxHeader(int Format, string Kind, Guid OutboxId, long Next, OutboxLosses? Losses = null);

/// <param name="Session">As it goes on after the event; null: it has ended.</param>
internal sealed record OutboxEntry(long Number, NodeEvent Event, Session? Session);

/// <summary>Records as bytes.</summary>
internal static class OutboxFormat
{
    /// <summary>2026-11: each start numbers under an id of its own.</summary>
    public const int Version = 2;

    /// <summary>2026-11: the first, with one id for all starts.</summary>
    public const int OldestVersion = 1;

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
