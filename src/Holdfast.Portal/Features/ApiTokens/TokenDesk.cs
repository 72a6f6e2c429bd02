using Holdfast.Data;
using Holdfast.Data.ApiTokens;
using Holdfast.Identity.ApiTokens;
using Holdfast.Model.Problems;
using Holdfast.Portal.Access;
using Holdfast.Portal.Features.Audit;

namespace Holdfast.Portal.Features.ApiTokens;

/// <summary>The administration of API tokens, for pages and API.</summary>
public sealed class TokenDesk(IDatabase database, ApiTokenStore tokens, AuditLog audit, TimeProvider clock) : ITokenDesk
{
    public Task<IReadOnlyList<ApiToken>> ListAsync(CancellationToken cancel) =>
        database.ReadAsync(tokens.ListAsync, cancel);

    public async Task<Outcome<MadeToken>> MakeAsync(TokenDraft wanted, Actor by, CancellationToken cancel)
    {
        if (TokenDraftRules.Check(wanted) is { Count: > 0 } problems)
        {
            return Outcome<MadeToken>.Failed(problems);
        }

        var (now, secret) = (clock.GetUtcNow(), ApiTokenText.New());
        var token = new ApiToken(
            Guid.CreateVersion7(now),
            wanted.Name,
            [.. wanted.Scopes.Distinct()],
            by.Name,
            now,
            now.AddDays(wanted.Days),
            LastUsedAt: null
        );
        return await database.WriteAsync<Outcome<MadeToken>>(
            async unit =>
            {
                if (!await tokens.AddAsync(unit, token, ApiTokenText.Hash(secret)!))
                {
                    return TokenProblems.NameTaken.At("name", token.Name);
                }

                await audit.AddAsync(unit, by, "api-token.make", token.Name, new { token.Scopes, token.ExpiresAt });
                return new MadeToken(token, secret);
            },
            cancel
        );
    }

    public Task<Problem?> RevokeAsync(Guid id, Actor by, CancellationToken cancel) =>
        database.WriteAsync<Problem?>(
            async unit =>
            {
                if (await tokens.FindAsync(unit, id) is not { } token || !await tokens.RemoveAsync(unit, id))
                {
                    return TokenProblems.Unknown.At($"{id}", "");
                }

                await audit.AddAsync(unit, by, "api-token.revoke", token.Name);
                return null;
            },
            cancel
        );
}
