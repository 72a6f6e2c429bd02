using System.Text.Json;
using System.Text.Json.Nodes;

namespace Holdfast.Admin;

/// <summary>A column of a list: its heading and the member it shows.</summary>
/// <param name="Path">Names of members, with dots between.</param>
internal sealed record Column(string Heading, string Path)
{
    private const string Nothing = "-";

    public string Of(JsonNode? item)
    {
        foreach (var name in Path.Split('.'))
        {
            item = (item as JsonObject)?[name];
        }
        return Show(item);
    }

    /// <summary>As a person reads it; null, empty and absent look the same.</summary>
    public static string Show(JsonNode? value) =>
        value switch
        {
            null => Nothing,
            JsonArray { Count: 0 } => Nothing,
            JsonArray list => string.Join(", ", list.Select(Show)),
            JsonObject inner => string.Join(", ", inner.Select(member => $"{member.Key}={Show(member.Value)}")),
            _ => Scalar(value),
        };

    private static string Scalar(JsonNode value) =>
        value.GetValueKind() switch
        {
            JsonValueKind.True => "yes",
            JsonValueKind.False => "no",
            JsonValueKind.String when value.GetValue<string>() is { Length: > 0 } text => text,
            JsonValueKind.String => Nothing,
            _ => value.ToJsonString(),
        };
}
