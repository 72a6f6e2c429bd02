namespace Holdfast.OAuth.Token.Rules;

/// <summary>RFC 6749 section 4.1.3: a code is good only for the client that it was given to.</summary>
internal static class CodeIsOfThisClient
{
    public static OAuthRejection? Check(CodeDraft draft) =>
        draft.Grant.ClientId == draft.Code.ClientId
            ? null
            : OAuthRejection.InvalidGrant(OAuthProblems.CodeOfAnotherClient, "the code was given to another client");
}
