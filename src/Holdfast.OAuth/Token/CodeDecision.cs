using Holdfast.OAuth.Token.Rules;
using Holdfast.OAuth.Tokens;

namespace Holdfast.OAuth.Token;

/// <summary>What to do with a code. The store does it in the transaction in which it read the rows.</summary>
public abstract record CodeDecision
{
    private CodeDecision() { }

    /// <summary>
    /// Mark the code as used, only if it is not, and set the generation from 0 to 1; when either is not so any more, read and decide
    /// again. Then issue generation 1.
    /// </summary>
    public sealed record Redeem(AuthorizationState Authorization) : CodeDecision;

    /// <summary>Remove the authorization and everything that was given out for it, then refuse.</summary>
    public sealed record Revoke(Guid AuthorizationId, OAuthRejection Rejection) : CodeDecision;

    /// <summary>Refuse and change nothing.</summary>
    public sealed record Reject(OAuthRejection Rejection) : CodeDecision;

    private static readonly Func<CodeDraft, OAuthRejection?>[] GrantRules =
    [
        CodeIsOfThisClient.Check,
        RedirectUriIsTheSame.Check,
        CodeIsNotExpired.Check,
        CodeVerifierMatches.Check,
        AuthorizationIsAlive.Check,
    ];

    /// <param name="code">The row with <see cref="AuthorizationCodeGrant.CodeHash"/>, null if there is none.</param>
    /// <param name="authorization">The row with the code's authorization, null if there is none (any more).</param>
    public static CodeDecision For(
        AuthorizationCodeGrant grant,
        IssuedCode? code,
        AuthorizationState? authorization,
        DateTimeOffset now
    )
    {
        if (code is null)
        {
            return new Reject(OAuthRejection.InvalidGrant(OAuthProblems.UnknownCode, "the code is not known"));
        }

        // RFC 6749 section 4.1.2. Before all else: who has a used code at all has stolen it or lost it.
        return code.Used
            ? new Revoke(
                code.AuthorizationId,
                OAuthRejection.InvalidGrant(OAuthProblems.CodeUsedTwice, "the code was used before")
            )
            : Judge(new(grant, code, authorization, now));
    }

    private static CodeDecision Judge(CodeDraft draft) =>
        GrantRules.Select(rule => rule(draft)).FirstOrDefault(rejection => rejection is not null) is { } refusal
            ? new Reject(refusal)
            : new Redeem(draft.Authorization!);
}
