using Holdfast.Data;
using Holdfast.Data.AuthorizationCodes;
using Holdfast.Data.Authorizations;
using Holdfast.Data.Configurations;
using Holdfast.Data.Users;
using Holdfast.OAuth;
using Holdfast.OAuth.Token;
using Holdfast.OAuth.Tokens;
using Holdfast.Portal.Features.Audit;
using Holdfast.Portal.Features.Configurations;
using Holdfast.Portal.Settings;
using Microsoft.Extensions.Logging;
using CodeRow = Holdfast.Data.AuthorizationCodes.AuthorizationCode;

namespace Holdfast.Portal.Features.OAuth;

/// <summary>Carries out what the rules of Holdfast.OAuth decide about a token request, in one transaction.</summary>
public sealed partial class TokenExchange(
    IDatabase database,
    AuthorizationCodeStore codes,
    AuthorizationStore authorizations,
    UserStore users,
    ConfigurationStore configurations,
    RemoveConfigurations removal,
    TokenIssuer issuer,
    AuditLog audit,
    PortalSettings settings,
    TimeProvider clock,
    ILogger<TokenExchange> logger
)
{
    public Task<OAuthAnswer> ExchangeAsync(TokenRequest request, CancellationToken cancel) =>
        database.WriteAsync(
            async unit =>
            {
                var verdict = request switch
                {
                    AuthorizationCodeGrant code => await RedeemAsync(unit, code),
                    RefreshTokenGrant refresh => await RefreshAsync(unit, refresh),
                    _ => throw new InvalidOperationException("A grant that nobody knows."),
                };
                return verdict.Accepted
                    ? TokenAnswers.Issued(verdict.Value, clock.GetUtcNow())
                    : TokenAnswers.Rejected(verdict.Rejection);
            },
            cancel
        );

    private async Task<Verdict<TokenSet>> RedeemAsync(IUnitOfWork unit, AuthorizationCodeGrant grant)
    {
        var now = clock.GetUtcNow();
        var code = await codes.FindAsync(unit, grant.CodeHash);
        switch (CodeDecision.For(grant, code is null ? null : Issued(code), now))
        {
            case CodeDecision.Redeem:
                // Two requests with one code: the row that only one of them changes decides.
                return await codes.UseAsync(unit, grant.CodeHash, now) is { First: true }
                    ? await AuthorizeAsync(unit, code!, now)
                    : await RedeemAsync(unit, grant);
            case CodeDecision.Revoke revoke:
                await RevokeAsync(unit, revoke.AuthorizationId, "code used twice", now);
                return revoke.Rejection;
            case CodeDecision.Reject reject:
                return reject.Rejection;
            default:
                throw new InvalidOperationException("A decision that nobody knows.");
        }
    }

    /// <summary>The authorization ends a fixed time after the approval, whatever the app does.</summary>
    private async Task<Verdict<TokenSet>> AuthorizeAsync(IUnitOfWork unit, CodeRow code, DateTimeOffset now)
    {
        if (await users.FindAsync(unit, code.UserId) is not { DisabledAt: null })
        {
            return OAuthRejection.InvalidGrant(OAuthProblems.AuthorizationGone, "the account is disabled");
        }

        var authorization = new Authorization
        {
            Id = Guid.CreateVersion7(now),
            UserId = code.UserId,
            ClientId = code.ClientId,
            CreatedAt = code.CreatedAt,
            ExpiresAt = code.CreatedAt + (await settings.ReadAsync(unit)).SessionExpiry,
            RotatedAt = now,
            SecondFactor = code.SecondFactor,
        };
        await authorizations.AddAsync(unit, authorization);
        await codes.AttachAsync(unit, code.Hash, authorization.Id);
        return await IssueAsync(unit, AuthorizationStates.Of(authorization), authorization.Generation, now);
    }

    private async Task<Verdict<TokenSet>> RefreshAsync(IUnitOfWork unit, RefreshTokenGrant grant)
    {
        var now = clock.GetUtcNow();
        var found = await authorizations.FindAsync(unit, grant.Token.AuthorizationId);
        var grace = (await settings.ReadAsync(unit)).RefreshGrace;
        switch (RefreshDecision.For(grant, AuthorizationStates.Of(found), now, grace))
        {
            case RefreshDecision.Rotate rotate:
                return await authorizations.RotateAsync(unit, rotate.Authorization.Id, rotate.From, rotate.To, now)
                    ? await IssueAsync(unit, rotate.Authorization, rotate.To, now)
                    : await RefreshAsync(unit, grant);
            case RefreshDecision.Repeat repeat:
                return await IssueAsync(
                    unit,
                    repeat.Authorization,
                    repeat.Authorization.Generation,
                    repeat.Authorization.GeneratedAt
                );
            case RefreshDecision.Revoke revoke:
                await RevokeAsync(unit, revoke.AuthorizationId, "refresh token used twice", now);
                return revoke.Rejection;
            case RefreshDecision.Reject reject:
                return reject.Rejection;
            default:
                throw new InvalidOperationException("A decision that nobody knows.");
        }
    }

    private async Task<TokenSet> IssueAsync(
        IUnitOfWork unit,
        AuthorizationState authorization,
        int generation,
        DateTimeOffset issuedAt
    ) => issuer.Issue(authorization, generation, issuedAt, (await settings.ReadAsync(unit)).AccessTokenLife);

    private async Task RevokeAsync(IUnitOfWork unit, Guid id, string reason, DateTimeOffset now)
    {
        Log.Replayed(logger, id, reason);
        await authorizations.RevokeAsync(unit, id, reason, now);
        await removal.RemoveAsync(unit, await configurations.ListOfAuthorizationAsync(unit, id), "revoked");
        await audit.AddAsync(unit, Actor.Holdfast, "app.revoke", id.ToString(), new { reason });
    }

    private static IssuedCode Issued(CodeRow code) =>
        new()
        {
            AuthorizationId = code.AuthorizationId,
            ClientId = code.ClientId,
            RedirectUri = code.RedirectUri,
            CodeChallenge = code.CodeChallenge,
            ExpiresAt = code.ExpiresAt,
            Used = code.UsedAt is not null,
        };
}
