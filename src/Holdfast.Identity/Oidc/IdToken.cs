using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Holdfast.Identity.Oidc;

/// <summary>Whether a token of a provider proves who somebody is (OpenID Connect Core 3.1.3.7). Pure.</summary>
public static class IdToken
{
    private static readonly SearchValues<string> Algorithms = SearchValues.Create(
        ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512"],
        StringComparison.Ordinal
    );

    /// <param name="keys">The provider's, and nobody else's.</param>
    /// <param name="claims">What it says, when it is to be believed.</param>
    /// <returns><see cref="IdTokenRefusal.None"/>: it is to be believed.</returns>
    public static IdTokenRefusal Check(
        string text,
        IReadOnlyList<ProviderKey> keys,
        IdTokenWanted wanted,
        DateTimeOffset now,
        out JsonElement claims
    )
    {
        claims = default;
        if (SignedToken.Parse(text) is not { } token)
        {
            return IdTokenRefusal.Malformed;
        }

        if (!Algorithms.Contains(token.Algorithm))
        {
            return IdTokenRefusal.Algorithm;
        }

        // A key without an id may have made any token; a token without one may be of any key.
        var may = keys.Where(key => token.KeyId is null || key.Id is null || key.Id == token.KeyId).ToList();
        if (may.Count == 0)
        {
            return IdTokenRefusal.UnknownKey;
        }

        if (!may.Exists(key => key.Verifies(token.Algorithm, token.Signed.Span, token.Signature.Span)))
        {
            return IdTokenRefusal.Signature;
        }

        var refusal = Judge(token.Claims, wanted, now);
        claims = refusal == IdTokenRefusal.None ? token.Claims : default;
        return refusal;
    }

    private static IdTokenRefusal Judge(JsonElement claims, IdTokenWanted wanted, DateTimeOffset now)
    {
        if (claims.Text("iss") != wanted.Issuer)
        {
            return IdTokenRefusal.Issuer;
        }

        if (!IsFor(claims, wanted.ClientId))
        {
            return IdTokenRefusal.Audience;
        }

        if (Time(claims, "exp") is not { } expires || now >= expires + OidcLimits.ClockSkew)
        {
            return IdTokenRefusal.Expired;
        }

        if (
            (Time(claims, "iat") is not { } made || made > now + OidcLimits.ClockSkew)
            || (Time(claims, "nbf") is { } from && from > now + OidcLimits.ClockSkew)
        )
        {
            return IdTokenRefusal.NotYet;
        }

        if (wanted.Nonce is { } nonce && !IsSame(claims.Text("nonce"), nonce))
        {
            return IdTokenRefusal.Nonce;
        }

        if (
            claims.Text("sub") is not { Length: > 0 and <= OidcLimits.LongestSubject } subject
            || (wanted.Subject is { } expected && expected != subject)
        )
        {
            return IdTokenRefusal.Subject;
        }

        return wanted.SignedInSince is { } since && (Time(claims, "auth_time") is not { } at || at < since)
            ? IdTokenRefusal.TooLongAgo
            : IdTokenRefusal.None;
    }

    /// <summary>OpenID Connect Core 3.1.3.7, 3 to 5: it may be for others too, when it says that we asked for it.</summary>
    private static bool IsFor(JsonElement claims, string clientId)
    {
        var audience = claims.Texts("aud");
        var party = claims.Text("azp");
        return audience.Contains(clientId, StringComparer.Ordinal)
            && (party is null ? audience.Count == 1 : party == clientId);
    }

    private static bool IsSame(string? said, string nonce) =>
        said is not null
        && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(said), Encoding.UTF8.GetBytes(nonce));

    /// <returns>Null: it is not there, or no time (RFC 7519 section 2, seconds).</returns>
    private static DateTimeOffset? Time(JsonElement claims, string name) =>
        claims.TryGetProperty(name, out var value)
        && value.ValueKind == JsonValueKind.Number
        && value.TryGetDouble(out var seconds)
        && seconds is >= 0 and < 253_402_300_799
            ? DateTimeOffset.UnixEpoch.AddSeconds(seconds)
            : null;
}
