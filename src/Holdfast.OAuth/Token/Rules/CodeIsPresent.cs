namespace Holdfast.OAuth.Token.Rules;

/// <summary>RFC 6749 section 4.1.3.</summary>
internal static class CodeIsPresent
{
    public static OAuthRejection? Check(TokenDraft draft) => draft.Require("code");
}
