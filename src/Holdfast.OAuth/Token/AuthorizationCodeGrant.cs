namespace Holdfast.OAuth.Token;

/// <summary>The app has a code and wants its first tokens (RFC 6749 section 4.1.3).</summary>
/// <param name="Code">43 characters of base64url; may be anybody's invention.</param>
/// <param name="CodeVerifier">43 to 128 unreserved characters.</param>
public sealed record AuthorizationCodeGrant(string ClientId, string Code, string RedirectUri, string CodeVerifier)
    : TokenRequest
{
    /// <summary>Under which the code stands in the database.</summary>
    public byte[] CodeHash => AuthorizationCode.Hash(Code);

    /// <summary>Never the code.</summary>
    public override string ToString() => $"AuthorizationCodeGrant of {ClientId}";
}
