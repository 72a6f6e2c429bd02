namespace Holdfast.OAuth.Authorize.Rules;

/// <summary>RFC 6749 section 2.2: the client id is one that we registered.</summary>
internal static class ClientIsKnown
{
    public static OAuthRejection? Check(AuthorizeDraft draft) =>
        draft.Client is null
            ? OAuthRejection.InvalidRequest(OAuthProblems.UnknownClient, "client_id is not known")
            : null;
}
