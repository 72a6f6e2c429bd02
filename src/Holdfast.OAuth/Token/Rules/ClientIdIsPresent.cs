namespace Holdfast.OAuth.Token.Rules;

/// <summary>RFC 6749 section 4.1.3: a public client names itself.</summary>
internal static class ClientIdIsPresent
{
    public static OAuthRejection? Check(TokenDraft draft) => draft.Require("client_id");
}
