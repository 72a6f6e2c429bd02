namespace Holdfast.OAuth.Authorize.Rules;

/// <summary>RFC 6749 section 3.1.2.4: a code goes only to an address that belongs to the client.</summary>
internal static class RedirectUriIsRegistered
{
    public static OAuthRejection? Check(AuthorizeDraft draft) =>
        draft.Client!.MayReturnTo(draft.RedirectUri!)
            ? null
            : OAuthRejection.InvalidRequest(
                OAuthProblems.UnknownRedirectUri,
                "redirect_uri is not registered for this client"
            );
}
