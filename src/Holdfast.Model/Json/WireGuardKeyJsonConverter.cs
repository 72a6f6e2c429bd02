using System.Text.Json;
using System.Text.Json.Serialization;
using Holdfast.Model.Keys;

namespace Holdfast.Model.Json;

public sealed class WireGuardKeyJsonConverter : JsonConverter<WireGuardKey>
{
    public override WireGuardKey Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        WireGuardKey.TryParse(reader.GetString(), out var key)
            ? key
            : throw new JsonException("expected a WireGuard key in base64");

    public override void Write(Utf8JsonWriter writer, WireGuardKey value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToBase64());
}
