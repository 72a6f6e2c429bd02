namespace Holdfast.OAuth.Token.Rules;

/// <summary>A client id, where one is given, is one that we registered.</summary>
internal static class ClientIsRegistered
{
    public static OAuthRejection? Check(TokenDraft draft) =>
        draft.Client is null && draft.Parameters["client_id"] is not null
            ? new(OAuthErrors.InvalidClient, "client_id is not known", OAuthProblems.UnknownClient)
            : null;
}
