using System.Text;
using System.Text.Json;

namespace Holdfast.Identity.Oidc;

/// <summary>
/// A JSON web token as it stands in an answer (RFC 7515 section 7.1): header, claims and signature in base64url, with dots between. Nothing
/// in it is proven before <see cref="ProviderKey.Verifies"/>.
/// </summary>
/// <param name="Algorithm">As the token claims.</param>
/// <param name="KeyId">Null: it does not say.</param>
/// <param name="Signed">The bytes over which the signature is.</param>
public sealed record SignedToken(
    string Algorithm,
    string? KeyId,
    JsonElement Claims,
    ReadOnlyMemory<byte> Signed,
    ReadOnlyMemory<byte> Signature
)
{
    /// <returns>Null: it is none, or one that wants something understood that we do not.</returns>
    public static SignedToken? Parse(string text)
    {
        var parts = text.Length <= OidcLimits.LongestToken ? text.Split('.') : [];
        return
            parts.Length == 3
            && JsonWebText.Decode(parts[0]) is { } head
            && JsonDocuments.Object(head) is { } header
            && header.Text("alg") is { Length: > 0 and <= 20 } algorithm
            // RFC 7515 section 4.1.11: what is critical must be understood. RFC 7797: the claims would not be encoded.
            && !header.TryGetProperty("crit", out _)
            && !header.TryGetProperty("b64", out _)
            && JsonWebText.Decode(parts[1]) is { } body
            && JsonDocuments.Object(body) is { } claims
            && JsonWebText.Decode(parts[2]) is { } signature
            ? new(algorithm, header.Text("kid"), claims, Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}"), signature)
            : null;
    }
}
