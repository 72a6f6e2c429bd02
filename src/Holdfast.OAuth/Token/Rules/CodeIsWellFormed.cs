namespace Holdfast.OAuth.Token.Rules;

/// <summary>What cannot be a code of ours is refused without asking the database.</summary>
internal static class CodeIsWellFormed
{
    public static OAuthRejection? Check(TokenDraft draft) =>
        Base64UrlText.IsOf32Bytes(draft.Parameters["code"])
            ? null
            : OAuthRejection.InvalidGrant(OAuthProblems.UnknownCode, "the code is not known");
}
