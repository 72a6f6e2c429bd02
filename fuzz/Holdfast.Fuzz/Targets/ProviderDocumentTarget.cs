using Holdfast.Identity.Oidc;

namespace Holdfast.Fuzz.Targets;

/// <summary>What a provider says of itself, its keys and its answers: what is taken is within bounds, and over HTTPS.</summary>
internal sealed class ProviderDocumentTarget : IFuzzTarget
{
    public string Name => "provider-document";

    public IReadOnlyList<string> Words =>
        [
            "\"keys\":[",
            "\"kty\":\"RSA\"",
            "\"crv\":\"P-256\"",
            "\"issuer\":",
            "https://",
            "\"error\":",
            "\"sub\":",
            "\\ud800",
        ];

    public IEnumerable<byte[]> Samples =>
        [
            """{"issuer":"https://a","authorization_endpoint":"https://a/b","token_endpoint":"https://a/c","jwks_uri":"https://a/d"}"""u8.ToArray(),
            """{"keys":[{"kty":"EC","crv":"P-256","x":"AA","y":"AA"},{"kty":"RSA","n":"AQAB","e":"AQAB"}]}"""u8.ToArray(),
            """{"error":"invalid_grant","error_description":"x","id_token":"a.b.c"}"""u8.ToArray(),
            """{"sub":"x","groups":["a",{"b":["c"]}],"a":{"b":{"c":"d"}}}"""u8.ToArray(),
        ];

    public void Take(ReadOnlySpan<byte> input)
    {
        if (ProviderMetadata.Parse(input) is { } metadata && metadata.Token.Scheme != Uri.UriSchemeHttps)
        {
            throw new BrokenPromiseException("An endpoint without TLS is taken.");
        }

        if (ProviderKey.ParseSet(input) is { } keys)
        {
            if (keys.Count > OidcLimits.MostKeys)
            {
                throw new BrokenPromiseException("There are more keys than may be.");
            }

            foreach (var key in keys)
            {
                key.Verifies("ES256", input, input);
                key.Verifies("RS256", input, input);
            }
        }

        if (TokenReply.Parse(input) is { Said.Length: > 201 })
        {
            throw new BrokenPromiseException("More is repeated than may be.");
        }

        if (Claims.Parse(input) is { } claims && Claims.Texts(claims, "a.b.c") is { Count: > OidcLimits.MostGroups })
        {
            throw new BrokenPromiseException("There are more groups than may be.");
        }
    }
}
