using Holdfast.OAuth.Tokens;

namespace Holdfast.OAuth.Bearer;

/// <summary>
/// Whether a call may go on. First <see cref="Read"/>, which needs no database and throws out what we never made; then, with the
/// authorization of that id, <see cref="Check"/>.
/// </summary>
public sealed class AccessCheck(TokenReader reader)
{
    /// <param name="authorization">The value of the Authorization header, null if absent.</param>
    public Verdict<AccessToken> Read(string? authorization)
    {
        if (BearerHeader.Token(authorization) is not { } text)
        {
            return OAuthRejection.InvalidToken(OAuthProblems.NoAccessToken, "no bearer token");
        }

        return reader.TryReadAccess(text, out var token)
            ? token
            : OAuthRejection.InvalidToken(OAuthProblems.UnknownAccessToken, "the token is not one of ours");
    }

    /// <param name="authorization">Null: there is none, or it is revoked.</param>
    /// <returns>Null: go on. Otherwise the app gets 401, tries its refresh token, and learns the truth there.</returns>
    public static OAuthRejection? Check(AccessToken token, AuthorizationState? authorization, DateTimeOffset now)
    {
        if (token.ExpiresAt <= now)
        {
            return OAuthRejection.InvalidToken(OAuthProblems.AccessTokenExpired, "the token has expired");
        }

        if (authorization is null)
        {
            return OAuthRejection.InvalidToken(OAuthProblems.AuthorizationGone, "the authorization was removed");
        }

        return authorization.ExpiresAt <= now
            ? OAuthRejection.InvalidToken(OAuthProblems.AuthorizationEnded, "the authorization has ended")
            : null;
    }
}
