using System.Text.Json;

namespace Holdfast.Identity.Oidc;

/// <summary>What a provider says of itself (OpenID Connect Discovery 1.0 section 3).</summary>
/// <param name="Userinfo">Null: it has none.</param>
/// <param name="NamesItself">It says in its answers which provider it is (RFC 9207); one that does not say it then is not believed.</param>
/// <param name="TakesSecretInBody">It wants the secret among the fields, and not in a header.</param>
/// <param name="Challenges">Kinds of PKCE; empty: not said.</param>
/// <param name="Scopes">Empty: not said.</param>
public sealed record ProviderMetadata(
    string Issuer,
    Uri Authorization,
    Uri Token,
    Uri Keys,
    Uri? Userinfo,
    bool NamesItself,
    bool TakesSecretInBody,
    IReadOnlyList<string> Challenges,
    IReadOnlyList<string> Scopes
)
{
    private const string Place = "/.well-known/openid-configuration";

    /// <summary>Where it says so.</summary>
    public static Uri AddressOf(string issuer) => new(issuer.TrimEnd('/') + Place);

    /// <returns>Null: it is none, or parts of it that are needed are missing or not HTTPS.</returns>
    public static ProviderMetadata? Parse(ReadOnlySpan<byte> json) =>
        json.Length <= OidcLimits.LongestAnswer
        && JsonDocuments.Object(json) is { } root
        && root.Text("issuer") is { } issuer
        && Secure(root, "authorization_endpoint") is { } authorization
        && Secure(root, "token_endpoint") is { } token
        && Secure(root, "jwks_uri") is { } keys
            ? new(
                issuer,
                authorization,
                token,
                keys,
                Secure(root, "userinfo_endpoint"),
                IsTrue(root, "authorization_response_iss_parameter_supported"),
                TakesOnlyInBody(root.Texts("token_endpoint_auth_methods_supported")),
                root.Texts("code_challenge_methods_supported"),
                root.Texts("scopes_supported")
            )
            : null;

    /// <summary>Discovery section 3: who does not say takes it in the header.</summary>
    private static bool TakesOnlyInBody(IReadOnlyList<string> methods) =>
        methods.Contains("client_secret_post", StringComparer.Ordinal)
        && !methods.Contains("client_secret_basic", StringComparer.Ordinal);

    private static bool IsTrue(JsonElement root, string name) =>
        root.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.True;

    private static Uri? Secure(JsonElement root, string name) =>
        root.Text(name) is { Length: <= 2000 } text
        && Uri.TryCreate(text, UriKind.Absolute, out var address)
        && address.Scheme == Uri.UriSchemeHttps
        && address.Fragment.Length == 0
        && address.UserInfo.Length == 0
            ? address
            : null;
}
