namespace Holdfast.Identity.Oidc;

/// <summary>What an id token must say.</summary>
/// <param name="Issuer">Exactly so.</param>
/// <param name="ClientId">For whom it must be.</param>
/// <param name="Nonce">Of the sign-in; null: there was none, as when a token is renewed.</param>
/// <param name="SignedInSince">The person must have signed in there since; null: whenever.</param>
/// <param name="Subject">About whom it must be; null: about anybody.</param>
public sealed record IdTokenWanted(
    string Issuer,
    string ClientId,
    string? Nonce,
    DateTimeOffset? SignedInSince = null,
    string? Subject = null
);
