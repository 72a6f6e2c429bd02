using Holdfast.OAuth.Tokens;

namespace Holdfast.OAuth.Token;

/// <summary>
/// What to do with a refresh token. The authorization is read from the database's primary in the transaction that carries the
/// decision out: a standby that lags would make us refuse what is good.
/// </summary>
public abstract record RefreshDecision
{
    /// <summary>How long the refresh token just used still gives the same answer, when nothing else is set.</summary>
    public static readonly TimeSpan DefaultGrace = TimeSpan.FromSeconds(60);

    private RefreshDecision() { }

    /// <summary>
    /// Set the generation to <paramref name="To"/> and its time to now, only if it is still <paramref name="From"/>; otherwise read
    /// and decide again. Then issue <paramref name="To"/>.
    /// </summary>
    public sealed record Rotate(AuthorizationState Authorization, int From, int To) : RefreshDecision;

    /// <summary>
    /// The app did not get the last answer, or two of its threads asked at once: issue the current generation again, with its own
    /// time. Nothing changes in the database.
    /// </summary>
    public sealed record Repeat(AuthorizationState Authorization) : RefreshDecision;

    /// <summary>Revoke the authorization and everything that was given out for it, then refuse.</summary>
    public sealed record Revoke(Guid AuthorizationId, OAuthRejection Rejection) : RefreshDecision;

    /// <summary>Refuse and change nothing.</summary>
    public sealed record Reject(OAuthRejection Rejection) : RefreshDecision;

    /// <param name="authorization">The row with the token's authorization; null: there is none, or it is revoked.</param>
    public static RefreshDecision For(
        RefreshTokenGrant grant,
        AuthorizationState? authorization,
        DateTimeOffset now,
        TimeSpan grace
    )
    {
        if (authorization is null)
        {
            return Refuse(OAuthProblems.AuthorizationGone, "the authorization was removed");
        }

        if (authorization.ExpiresAt <= now)
        {
            return Refuse(OAuthProblems.AuthorizationEnded, "the authorization has ended");
        }

        return grant.ClientId is null || grant.ClientId == authorization.ClientId
            ? ByGeneration(grant.Token.Generation, authorization, now, grace)
            : Refuse(OAuthProblems.RefreshTokenOfAnotherClient, "the token was given to another client");
    }

    private static RefreshDecision ByGeneration(
        int generation,
        AuthorizationState authorization,
        DateTimeOffset now,
        TimeSpan grace
    )
    {
        // Ahead of the database: a token leaves only after its generation is durable, so the database has lost its last
        // transactions (a promoted standby, an old backup). The app did nothing wrong; the database catches up.
        if (generation >= authorization.Generation)
        {
            return new Rotate(authorization, authorization.Generation, checked(generation + 1));
        }

        // Another portal's clock may be ahead of ours: a rotation in the future is a rotation just now.
        var justRotated = now - authorization.GeneratedAt <= grace;
        return generation == authorization.Generation - 1 && justRotated
            ? new Repeat(authorization)
            : new Revoke(
                authorization.Id,
                OAuthRejection.InvalidGrant(OAuthProblems.RefreshTokenReplayed, "the token was used before")
            );
    }

    private static Reject Refuse(Model.Problems.ProblemKind kind, string description) =>
        new(OAuthRejection.InvalidGrant(kind, description));
}
