using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization;
using Holdfast.Model.Addresses;

namespace Holdfast.Model.Json;

public sealed class IPAddressJsonConverter : JsonConverter<IPAddress>
{
    public override IPAddress Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        AddressText.TryParseAddress(reader.GetString(), out var address)
            ? address
            : throw new JsonException("expected an IP address");

    public override void Write(Utf8JsonWriter writer, IPAddress value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString());
}
