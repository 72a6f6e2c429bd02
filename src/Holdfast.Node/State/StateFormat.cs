using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Holdfast.Model.Json;

namespace Holdfast.Node.State;

/// <summary>Records as bytes. Code for them is generated at build time, so that a start with many peers is quick.</summary>
internal static class StateFormat
{
    /// <summary>2026-11: the first. Raise it when an older node must not read what this one writes.</summary>
    public const int Version = 1;

    public const string Snapshot = "snapshot";
    public const string Journal = "journal";

    private static readonly JsonTypeInfo<StateRecord> Records =
        (JsonTypeInfo<StateRecord>)
            new JsonSerializerOptions(ModelJson.Options) { TypeInfoResolver = StateJson.Default }.GetTypeInfo(
                typeof(StateRecord)
            );

    public static void Write(ArrayBufferWriter<byte> output, StateRecord record) =>
        RecordLine.Write(output, JsonSerializer.SerializeToUtf8Bytes(record, Records));

    /// <returns>Null when the bytes are no record of this version.</returns>
    public static StateRecord? Read(ReadOnlySpan<byte> json)
    {
        try
        {
            return PeerRecord.TryRead(json, out var peer)
                ? new StateRecord { Peer = peer }
                : JsonSerializer.Deserialize(json, Records);
        }
        catch (Exception e) when (e is JsonException or ArgumentException or FormatException or NotSupportedException)
        {
            return null;
        }
    }
}

[JsonSerializable(typeof(StateRecord))]
internal sealed partial class StateJson : JsonSerializerContext;
