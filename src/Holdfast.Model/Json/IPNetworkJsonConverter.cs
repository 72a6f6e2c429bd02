using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization;
using Holdfast.Model.Addresses;

namespace Holdfast.Model.Json;

/// <summary>Networks as <c>10.61.0.0/24</c>. Host bits are refused.</summary>
public sealed class IPNetworkJsonConverter : JsonConverter<IPNetwork>
{
    public override IPNetwork Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        AddressText.TryParseNetwork(reader.GetString(), out var network)
            ? network
            : throw new JsonException("expected a network such as 10.61.0.0/24, without host bits");

    public override void Write(Utf8JsonWriter writer, IPNetwork value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString());
}
