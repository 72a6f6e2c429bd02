namespace Holdfast.OAuth.Authorize.Rules;

/// <summary>OAuth 2.1 has no implicit grant.</summary>
internal static class ResponseTypeIsCode
{
    public static OAuthRejection? Check(AuthorizeDraft draft) =>
        draft.Parameters["response_type"] == "code"
            ? null
            : new(OAuthErrors.UnsupportedResponseType, "response_type must be code", OAuthProblems.WrongResponseType);
}
