using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Holdfast.Identity.Passkeys;

/// <summary>What the browser says that it did: JSON, signed along (WebAuthn level 2, section 5.8.1).</summary>
internal static class ClientData
{
    public const string Create = "webauthn.create";

    public const string Get = "webauthn.get";

    private static readonly JsonDocumentOptions Document = new() { MaxDepth = 8 };

    /// <summary>Whether it was done for this step, this challenge and these pages. Members that are not known are ignored.</summary>
    public static PasskeyRefusal Check(byte[] json, string type, byte[] challenge, RelyingParty party)
    {
        try
        {
            using var document = JsonDocument.Parse(json, Document);
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object)
            {
                return PasskeyRefusal.Malformed;
            }

            return
                Text(root, "type") == type
                && IsChallenge(Text(root, "challenge"), challenge)
                && Text(root, "origin") == party.Origin
                && !IsCrossOrigin(root)
                ? PasskeyRefusal.None
                : PasskeyRefusal.NotForUs;
        }
        catch (Exception broken) when (broken is JsonException or InvalidOperationException or DecoderFallbackException)
        {
            return PasskeyRefusal.Malformed;
        }
    }

    private static string? Text(JsonElement root, string name) =>
        root.TryGetProperty(name, out var member) && member.ValueKind == JsonValueKind.String
            ? member.GetString()
            : null;

    private static bool IsChallenge(string? text, byte[] challenge) =>
        text is not null
        && CryptographicOperations.FixedTimeEquals(
            Encoding.UTF8.GetBytes(text),
            Encoding.UTF8.GetBytes(Base64Url.EncodeToString(challenge))
        );

    /// <summary>Inside a frame of somebody else's page.</summary>
    private static bool IsCrossOrigin(JsonElement root) =>
        root.TryGetProperty("crossOrigin", out var member) && member.ValueKind == JsonValueKind.True;
}
