using System.Text.Json;

namespace Holdfast.Identity.Oidc;

/// <summary>
/// Claims by the names that an administrator gives: <c>groups</c>, or a way into what is nested, such as <c>realm_access.roles</c>. A claim
/// whose own name has dots, such as <c>https://example.org/groups</c>, goes before.
/// </summary>
public static class Claims
{
    private const int Deepest = 5;

    /// <returns>Null: it is no JSON object.</returns>
    public static JsonElement? Parse(ReadOnlySpan<byte> json) =>
        json.Length <= OidcLimits.LongestAnswer ? JsonDocuments.Object(json) : null;

    /// <returns>Null: there is none, or it is no text.</returns>
    public static string? Text(JsonElement claims, string name) =>
        Find(claims, name) is { ValueKind: JsonValueKind.String } found && JsonDocuments.Texts(found) is [var text]
            ? text
            : null;

    /// <returns>Null: the claim is not there, which is something else than none.</returns>
    public static IReadOnlyList<string>? Texts(JsonElement claims, string name) =>
        Find(claims, name) is { } found ? [.. JsonDocuments.Texts(found).Take(OidcLimits.MostGroups)] : null;

    private static JsonElement? Find(JsonElement claims, string name)
    {
        if (claims.TryGetProperty(name, out var whole))
        {
            return whole;
        }

        var at = claims;
        foreach (var step in name.Split('.', Deepest))
        {
            if (at.ValueKind != JsonValueKind.Object || !at.TryGetProperty(step, out at))
            {
                return null;
            }
        }

        return at;
    }
}
