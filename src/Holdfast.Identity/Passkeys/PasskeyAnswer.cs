using System.Buffers.Text;
using System.Text;
using System.Text.Json;

namespace Holdfast.Identity.Passkeys;

/// <summary>
/// What <c>PublicKeyCredential.toJSON()</c> gives (WebAuthn level 3, section 5.1), as the page sends it. Bounded; members that are not
/// known are ignored.
/// </summary>
internal sealed class PasskeyAnswer
{
    private const int MostTransports = 8;
    private const int LongestTransport = 20;

    private static readonly JsonDocumentOptions Document = new() { MaxDepth = 8 };

    private readonly Dictionary<string, byte[]> _parts = new(StringComparer.Ordinal);

    /// <summary>The credential id.</summary>
    public byte[] RawId { get; private init; } = [];

    public IReadOnlyList<string> Transports { get; private init; } = [];

    /// <summary>Of the inner <c>response</c>; empty: not there, or not base64url.</summary>
    public byte[] this[string part] => _parts.GetValueOrDefault(part, []);

    /// <returns>Null: not of this form.</returns>
    public static PasskeyAnswer? Read(string json)
    {
        if (json.Length is 0 or > PasskeyLimits.Answer)
        {
            return null;
        }

        try
        {
            using var document = JsonDocument.Parse(json, Document);
            var root = document.RootElement;
            return
                root.ValueKind == JsonValueKind.Object
                && Text(root, "type") == "public-key"
                && Decoded(Text(root, "rawId")) is { Length: > 0 and <= PasskeyLimits.CredentialId } rawId
                && root.TryGetProperty("response", out var response)
                && response.ValueKind == JsonValueKind.Object
                ? Of(rawId, response)
                : null;
        }
        catch (Exception broken)
            when (broken is JsonException or InvalidOperationException or EncoderFallbackException or ArgumentException)
        {
            return null;
        }
    }

    private static PasskeyAnswer Of(byte[] rawId, JsonElement response)
    {
        var answer = new PasskeyAnswer { RawId = rawId, Transports = TransportsOf(response) };
        foreach (
            var name in new[] { "clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle" }
        )
        {
            if (Decoded(Text(response, name)) is { } bytes)
            {
                answer._parts[name] = bytes;
            }
        }

        return answer;
    }

    private static string[] TransportsOf(JsonElement response) =>
        response.TryGetProperty("transports", out var list) && list.ValueKind == JsonValueKind.Array
            ?
            [
                .. list.EnumerateArray()
                    .Take(MostTransports)
                    .Where(one => one.ValueKind == JsonValueKind.String)
                    .Select(one => one.GetString()!)
                    .Where(one =>
                        one.Length is > 0 and <= LongestTransport
                        && one.All(c => char.IsAsciiLetterLower(c) || c == '-')
                    ),
            ]
            : [];

    private static string? Text(JsonElement parent, string name) =>
        parent.TryGetProperty(name, out var member) && member.ValueKind == JsonValueKind.String
            ? member.GetString()
            : null;

    private static byte[]? Decoded(string? text)
    {
        if (text is null || !Base64Url.IsValid(text))
        {
            return null;
        }

        return Base64Url.DecodeFromChars(text);
    }
}
