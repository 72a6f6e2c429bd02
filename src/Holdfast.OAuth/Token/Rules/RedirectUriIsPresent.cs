namespace Holdfast.OAuth.Token.Rules;

/// <summary>RFC 6749 section 4.1.3: required, since every authorization request has one.</summary>
internal static class RedirectUriIsPresent
{
    public static OAuthRejection? Check(TokenDraft draft) => draft.Require("redirect_uri");
}
