namespace Holdfast.OAuth.Authorize.Rules;

/// <summary>RFC 7636 section 4.3, without its method plain, which protects nothing that is seen on the way.</summary>
internal static class CodeChallengeMethodIsS256
{
    public static OAuthRejection? Check(AuthorizeDraft draft) =>
        draft.Parameters["code_challenge_method"] == "S256"
            ? null
            : OAuthRejection.InvalidRequest(
                OAuthProblems.WrongCodeChallengeMethod,
                "code_challenge_method must be S256"
            );
}
