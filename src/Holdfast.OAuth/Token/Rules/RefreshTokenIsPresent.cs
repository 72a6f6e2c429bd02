namespace Holdfast.OAuth.Token.Rules;

/// <summary>RFC 6749 section 6.</summary>
internal static class RefreshTokenIsPresent
{
    public static OAuthRejection? Check(TokenDraft draft) => draft.Require("refresh_token");
}
