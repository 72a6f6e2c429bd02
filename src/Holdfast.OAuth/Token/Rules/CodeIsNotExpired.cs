namespace Holdfast.OAuth.Token.Rules;

/// <summary>RFC 6749 section 4.1.2: codes are short-lived, see <see cref="AuthorizationCode.Lifetime"/>.</summary>
internal static class CodeIsNotExpired
{
    public static OAuthRejection? Check(CodeDraft draft) =>
        draft.Now < draft.Code.ExpiresAt
            ? null
            : OAuthRejection.InvalidGrant(OAuthProblems.CodeExpired, "the code has expired");
}
