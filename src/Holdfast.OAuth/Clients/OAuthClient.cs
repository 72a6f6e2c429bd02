namespace Holdfast.OAuth.Clients;

/// <summary>An app that may ask for authorizations. All are public clients: they have no secret, PKCE protects the code.</summary>
/// <param name="DisplayName">What the approval page calls it.</param>
/// <param name="RequiresApproval">False: the approval page is skipped for who is signed in. Only for apps of one's own house.</param>
public sealed record OAuthClient(
    string ClientId,
    string DisplayName,
    IReadOnlyList<RedirectUriPattern> RedirectUris,
    IReadOnlyList<ResponseMode> ResponseModes,
    bool RequiresApproval = true
)
{
    public bool MayReturnTo(string redirectUri) => RedirectUris.Any(pattern => pattern.Matches(redirectUri));
}
