using System.Text.Json;

namespace Holdfast.Portal.Features.Audit;

/// <summary>The particulars of an entry as lines for people.</summary>
/// <param name="Before">Null: the entry tells of no change of this.</param>
public sealed record AuditDetail(string Name, string? Before, string Now)
{
    private const string Nothing = "–";

    /// <param name="json">An object; anything else is one line without a name.</param>
    public static IReadOnlyList<AuditDetail> Read(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return [.. Lines(document.RootElement)];
        }
        catch (JsonException)
        {
            return [new AuditDetail("", null, json)];
        }
    }

    private static IEnumerable<AuditDetail> Lines(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object)
        {
            return [new AuditDetail("", null, Text(root))];
        }

        return IsChange(root, out var before, out var after)
            ? Names(before, after).Select(name => new AuditDetail(name, TextOf(before, name), TextOf(after, name)))
            : root.EnumerateObject().Select(member => new AuditDetail(member.Name, null, Text(member.Value)));
    }

    private static bool IsChange(JsonElement root, out JsonElement before, out JsonElement after)
    {
        after = default;
        return root.TryGetProperty("before", out before)
            && root.TryGetProperty("after", out after)
            && before.ValueKind == JsonValueKind.Object
            && after.ValueKind == JsonValueKind.Object;
    }

    private static IEnumerable<string> Names(JsonElement before, JsonElement after) =>
        before.EnumerateObject().Concat(after.EnumerateObject()).Select(member => member.Name).Distinct();

    private static string TextOf(JsonElement from, string name) =>
        from.TryGetProperty(name, out var value) ? Text(value) : Nothing;

    private static string Text(JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.Null => Nothing,
            JsonValueKind.True => "yes",
            JsonValueKind.False => "no",
            JsonValueKind.String => value.GetString()!,
            JsonValueKind.Array when value.GetArrayLength() == 0 => Nothing,
            JsonValueKind.Array => string.Join(", ", value.EnumerateArray().Select(Text)),
            _ => value.GetRawText(),
        };
}
