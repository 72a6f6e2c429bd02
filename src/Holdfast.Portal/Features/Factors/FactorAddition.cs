using Holdfast.Data;
using Holdfast.Data.Users;
using Holdfast.Data.WebSessions;
using Holdfast.Identity;
using Holdfast.Model.Problems;
using Holdfast.Portal.Features.Audit;
using Holdfast.Portal.Features.SignIn;
using Holdfast.Portal.Hosting;
using Holdfast.Portal.Layout;
using Microsoft.AspNetCore.Http;

namespace Holdfast.Portal.Features.Factors;

/// <summary>
/// Adds a second factor of whatever kind. Who adds one has just proven it, so this session goes on with it; the others must prove it.
/// With the first one come recovery codes.
/// </summary>
public sealed class FactorAddition(
    IDatabase database,
    UserStore users,
    BrowserSessions browsers,
    FactorCheck check,
    AuditLog audit,
    TimeProvider clock
)
{
    /// <param name="add">Stores the factor; gives the reason if it cannot be.</param>
    /// <param name="detail">For the audit log.</param>
    public async Task<Outcome<AddedFactor>> AddAsync(
        HttpContext http,
        Visitor visitor,
        SignInMethod method,
        Func<IUnitOfWork, Task<Problem?>> add,
        object detail
    )
    {
        var (added, token) = await database.WriteAsync<(Outcome<AddedFactor>, string?)>(
            async unit =>
            {
                await users.LockAsync(unit, visitor.UserId);
                if (await users.FindAsync(unit, visitor.UserId) is not { } user)
                {
                    return (FactorProblems.TooLate.At("", ""), null);
                }

                if (await add(unit) is { } refusal)
                {
                    return (refusal, null);
                }

                var now = clock.GetUtcNow();
                var codes = user.Factors.RecoveryCodes > 0 ? [] : await check.NewRecoveryCodesAsync(unit, user.Id, now);
                await audit.AddAsync(unit, Actor.Of(visitor), "factor.add", visitor.Name, detail);
                return (new AddedFactor(codes), await browsers.ProveAsync(unit, http, method, now));
            },
            http.RequestAborted
        );
        if (token is not null)
        {
            SessionCookie.Write(http.Response, token);
        }

        return added;
    }
}
