namespace Holdfast.OAuth.Token.Rules;

/// <summary>The authorization that was approved is still there: neither removed nor at its end.</summary>
internal static class AuthorizationIsAlive
{
    public static OAuthRejection? Check(CodeDraft draft)
    {
        if (draft.Authorization is null)
        {
            return OAuthRejection.InvalidGrant(OAuthProblems.AuthorizationGone, "the authorization was removed");
        }

        return draft.Now < draft.Authorization.ExpiresAt
            ? null
            : OAuthRejection.InvalidGrant(OAuthProblems.AuthorizationEnded, "the authorization has ended");
    }
}
