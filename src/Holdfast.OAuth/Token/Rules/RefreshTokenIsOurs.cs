namespace Holdfast.OAuth.Token.Rules;

/// <summary>What we did not make is refused without asking the database.</summary>
internal static class RefreshTokenIsOurs
{
    public static OAuthRejection? Check(TokenDraft draft) =>
        draft.RefreshToken is null
            ? OAuthRejection.InvalidGrant(OAuthProblems.UnknownRefreshToken, "the token is not one of ours")
            : null;
}
