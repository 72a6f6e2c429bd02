namespace Holdfast.OAuth.Token.Rules;

/// <summary>RFC 6749 section 4.1.3: identical to the one of the authorization request, port included.</summary>
internal static class RedirectUriIsTheSame
{
    public static OAuthRejection? Check(CodeDraft draft) =>
        draft.Grant.RedirectUri == draft.Code.RedirectUri
            ? null
            : OAuthRejection.InvalidGrant(
                OAuthProblems.RedirectUriChanged,
                "redirect_uri is not the one of the authorization request"
            );
}
