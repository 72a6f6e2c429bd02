using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Holdfast.Model.DesiredState;
using Holdfast.Model.Json;

namespace Holdfast.Node.State;

/// <summary>Records as bytes. Code for them is generated at build time, so that a start with many peers is quick.</summary>
internal static class StateFormat
{
    /// <summary>2026-11: the first. Raise it when an older node must not read what this one writes.</summary>
    public const int Version = 1;

    public const string Snapshot = "snapshot";
    public const string Journal = "journal";

    private static readonly JsonSerializerOptions Options = new(ModelJson.Options)
    {
        TypeInfoResolver = StateJson.Default,
    };

    /// <summary>Made when something is read or written that has no quicker way.</summary>
    private static JsonTypeInfo<StateRecord> Records =>
        (JsonTypeInfo<StateRecord>)Options.GetTypeInfo(typeof(StateRecord));

    private static JsonTypeInfo<ProfileServices> Services =>
        (JsonTypeInfo<ProfileServices>)Options.GetTypeInfo(typeof(ProfileServices));

    public static void Write(ArrayBufferWriter<byte> output, StateRecord record) =>
        RecordLine.Write(output, JsonSerializer.SerializeToUtf8Bytes(record, Records));

    /// <returns>Null when the bytes are no record of this version.</returns>
    public static StateRecord? Read(ReadOnlySpan<byte> json)
    {
        try
        {
            return PeerRecord.TryRead(json, out var peer) ? new StateRecord { Peer = peer }
                : HeaderRecord.TryRead(json, out var header) ? new StateRecord { Header = header }
                : TryReadService(json, out var service) ? new StateRecord { Service = service }
                : JsonSerializer.Deserialize(json, Records);
        }
        catch (Exception e) when (e is JsonException or ArgumentException or FormatException or NotSupportedException)
        {
            return null;
        }
    }

    /// <returns>What can be begun before the record is read; null: nothing.</returns>
    public static (string ProfileId, WireGuardService Service)? Glimpse(ReadOnlySpan<byte> json)
    {
        try
        {
            return ServiceRecord.TryGlimpse(json, out var profile, out var service) ? (profile, service) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static bool TryReadService(ReadOnlySpan<byte> json, [NotNullWhen(true)] out ProfileServices? service)
    {
        var form = new FixedForm(json);
        service = null;
        return form.TryStart() && form.TryRead("service"u8, Services, out service) && form.TryEnd();
    }
}

[JsonSerializable(typeof(StateRecord))]
internal sealed partial class StateJson : JsonSerializerContext;
