using Holdfast.OAuth.Token.Rules;

namespace Holdfast.OAuth.Token;

/// <summary>What to do with a code. The store does it in the transaction in which it read the rows.</summary>
public abstract record CodeDecision
{
    private CodeDecision() { }

    /// <summary>
    /// Mark the code as used, only if it is not; when somebody was faster, read and decide again. Then make the authorization, attach
    /// it to the code, and issue its generation 1.
    /// </summary>
    public sealed record Redeem : CodeDecision;

    /// <summary>Revoke the authorization and everything that was given out for it, then refuse.</summary>
    public sealed record Revoke(Guid AuthorizationId, OAuthRejection Rejection) : CodeDecision;

    /// <summary>Refuse and change nothing.</summary>
    public sealed record Reject(OAuthRejection Rejection) : CodeDecision;

    private static readonly Func<CodeDraft, OAuthRejection?>[] GrantRules =
    [
        CodeIsOfThisClient.Check,
        RedirectUriIsTheSame.Check,
        CodeIsNotExpired.Check,
        CodeVerifierMatches.Check,
    ];

    /// <param name="code">The row with <see cref="AuthorizationCodeGrant.CodeHash"/>, null if there is none.</param>
    public static CodeDecision For(AuthorizationCodeGrant grant, IssuedCode? code, DateTimeOffset now)
    {
        if (code is null)
        {
            return new Reject(OAuthRejection.InvalidGrant(OAuthProblems.UnknownCode, "the code is not known"));
        }

        // RFC 6749 section 4.1.2. Before all else: who has a used code at all has stolen it or lost it.
        return code.Used ? UsedTwice(code) : Judge(new(grant, code, now));
    }

    private static CodeDecision UsedTwice(IssuedCode code)
    {
        var rejection = OAuthRejection.InvalidGrant(OAuthProblems.CodeUsedTwice, "the code was used before");
        return code.AuthorizationId is { } authorization ? new Revoke(authorization, rejection) : new Reject(rejection);
    }

    private static CodeDecision Judge(CodeDraft draft) =>
        GrantRules.Select(rule => rule(draft)).FirstOrDefault(rejection => rejection is not null) is { } refusal
            ? new Reject(refusal)
            : new Redeem();
}
