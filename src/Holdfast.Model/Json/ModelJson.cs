using System.Text.Json;
using System.Text.Json.Serialization;

namespace Holdfast.Model.Json;

/// <summary>How the model is written as JSON: on the link, on the node's disk, in the database and in the admin API.</summary>
public static class ModelJson
{
    /// <summary>Strict: unknown members, comments and trailing commas are refused; enums are words.</summary>
    public static readonly JsonSerializerOptions Options = Create(JsonUnmappedMemberHandling.Disallow);

    /// <summary>For the link, where a newer party may say more than we understand.</summary>
    public static readonly JsonSerializerOptions Tolerant = Create(JsonUnmappedMemberHandling.Skip);

    private static JsonSerializerOptions Create(JsonUnmappedMemberHandling unmapped)
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web)
        {
            UnmappedMemberHandling = unmapped,
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            MaxDepth = 32,
            NumberHandling = JsonNumberHandling.Strict,
            Converters =
            {
                new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false),
                new IPNetworkJsonConverter(),
                new IPAddressJsonConverter(),
                new WireGuardKeyJsonConverter(),
            },
        };
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }
}
