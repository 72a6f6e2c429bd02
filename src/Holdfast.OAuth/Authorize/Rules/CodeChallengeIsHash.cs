namespace Holdfast.OAuth.Authorize.Rules;

/// <summary>RFC 7636 section 4.2: the challenge is a SHA-256 hash in base64url.</summary>
internal static class CodeChallengeIsHash
{
    public static OAuthRejection? Check(AuthorizeDraft draft) =>
        Base64UrlText.IsOf32Bytes(draft.Parameters["code_challenge"])
            ? null
            : OAuthRejection.InvalidRequest(
                OAuthProblems.WrongCodeChallenge,
                "code_challenge must be 43 characters of base64url"
            );
}
