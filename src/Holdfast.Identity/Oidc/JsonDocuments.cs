using System.Text.Json;

namespace Holdfast.Identity.Oidc;

/// <summary>Reads what others wrote as JSON.</summary>
internal static class JsonDocuments
{
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 16, AllowDuplicateProperties = false };

    /// <returns>Null: it is no JSON object, or one that says something twice, which two readers could understand in two ways.</returns>
    public static JsonElement? Object(ReadOnlySpan<byte> json)
    {
        try
        {
            using var document = JsonDocument.Parse(json.ToArray(), Options);
            return document.RootElement.ValueKind == JsonValueKind.Object ? document.RootElement.Clone() : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // The other one: a name with half of a pair of surrogates.
            return null;
        }
    }

    /// <returns>Null: it is not there, or no text.</returns>
    public static string? Text(this JsonElement of, string name)
    {
        try
        {
            return of.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
                ? value.GetString()
                : null;
        }
        catch (InvalidOperationException)
        {
            // Half of a pair of surrogates.
            return null;
        }
    }

    /// <returns>One text counts as a list of one; empty: there is none.</returns>
    public static IReadOnlyList<string> Texts(this JsonElement of, string name) =>
        of.TryGetProperty(name, out var value) ? Texts(value) : [];

    public static IReadOnlyList<string> Texts(JsonElement value)
    {
        try
        {
            return value.ValueKind switch
            {
                JsonValueKind.String => [value.GetString()!],
                JsonValueKind.Array =>
                [
                    .. value
                        .EnumerateArray()
                        .Where(one => one.ValueKind == JsonValueKind.String)
                        .Select(one => one.GetString()!),
                ],
                _ => [],
            };
        }
        catch (InvalidOperationException)
        {
            return [];
        }
    }
}
