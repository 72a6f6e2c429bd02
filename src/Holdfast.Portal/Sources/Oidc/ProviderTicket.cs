using System.Buffers.Text;
using System.Security.Cryptography;

namespace Holdfast.Portal.Sources.Oidc;

/// <summary>
/// A sign-in that a browser has begun at a provider. The browser keeps it, sealed, so that any portal can go on, and no other browser.
/// </summary>
/// <param name="State">Comes back with the answer (RFC 6749 section 10.12).</param>
/// <param name="Nonce">Comes back within the id token (OpenID Connect Core 15.5.2).</param>
/// <param name="Verifier">Proves that who redeems the code is who began (RFC 7636).</param>
/// <param name="Redirect">Where the browser comes back to; the same must be said when the code is redeemed.</param>
/// <param name="Anew">The person is to sign in there again, also when the provider knows the browser.</param>
public sealed record ProviderTicket(
    Guid SourceId,
    string State,
    string Nonce,
    string Verifier,
    string Redirect,
    string ReturnTo,
    bool Anew,
    DateTimeOffset MadeAt
)
{
    private const int RandomBytes = 32;

    /// <summary>RFC 7636 section 4.2, S256.</summary>
    internal string Challenge =>
        Base64Url.EncodeToString(SHA256.HashData(System.Text.Encoding.ASCII.GetBytes(Verifier)));

    public static ProviderTicket New(Guid sourceId, string redirect, string returnTo, bool anew, DateTimeOffset now) =>
        new(sourceId, Random(), Random(), Random(), redirect, returnTo, anew, now);

    /// <summary>Nothing of it is for logs.</summary>
    public override string ToString() => $"ProviderTicket {SourceId}";

    private static string Random() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(RandomBytes));
}
