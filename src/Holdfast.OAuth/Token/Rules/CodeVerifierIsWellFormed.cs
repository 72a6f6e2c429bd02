namespace Holdfast.OAuth.Token.Rules;

/// <summary>RFC 7636 section 4.1: 43 to 128 unreserved characters.</summary>
internal static class CodeVerifierIsWellFormed
{
    public static OAuthRejection? Check(TokenDraft draft) =>
        draft.Require("code_verifier")
        ?? (
            draft.Parameters["code_verifier"] is { Length: >= 43 and <= 128 } verifier && verifier.All(IsUnreserved)
                ? null
                : OAuthRejection.InvalidRequest(
                    OAuthProblems.WrongCodeVerifier,
                    "code_verifier must be 43 to 128 unreserved characters"
                )
        );

    private static bool IsUnreserved(char c) => char.IsAsciiLetterOrDigit(c) || c is '-' or '.' or '_' or '~';
}
