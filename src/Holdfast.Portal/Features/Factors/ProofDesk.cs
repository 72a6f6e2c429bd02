using Holdfast.Data;
using Holdfast.Data.Users;
using Holdfast.Data.WebSessions;
using Holdfast.Identity;
using Holdfast.Identity.Factors;
using Holdfast.Identity.Passwords;
using Holdfast.Identity.SignIn;
using Holdfast.Model.Problems;
using Holdfast.Portal.Features.Audit;
using Holdfast.Portal.Features.SignIn;
using Holdfast.Portal.Hosting;
using Holdfast.Portal.Layout;
using Holdfast.Portal.Sources.Settings;
using Microsoft.AspNetCore.Http;

namespace Holdfast.Portal.Features.Factors;

/// <summary>The second step of signing in, and “prove again that it is you”.</summary>
public sealed class ProofDesk(
    IDatabase database,
    UserStore users,
    WebSessionStore sessions,
    BrowserSessions browsers,
    FactorCheck check,
    AttemptCounts counts,
    PasswordProof passwords,
    SourceBook book,
    AuditLog audit,
    TimeProvider clock
) : IProofDesk
{
    public async Task<ProofWays> ReadAsync(Visitor visitor, CancellationToken cancel)
    {
        var (user, sources) = await database.ReadAsync(
            async unit => (await users.FindAsync(unit, visitor.UserId), await book.ReadAsync(unit)),
            cancel
        );
        return user is null
            ? ProofWays.None
            : new(user.Factors.App, user.Factors is { Any: true, RecoveryCodes: > 0 })
            {
                Provider =
                    user.SourceId is { } id && sources.Find(id) is { Oidc: not null } source
                        ? new(source.Id, source.Name)
                        : null,
            };
    }

    public Task<Problem?> ByAppAsync(HttpContext http, Visitor visitor, string code) =>
        ByCodeAsync(
            http,
            visitor,
            SignInMethod.Totp,
            FactorProblems.WrongCode.At("code", ""),
            unit => check.AppAsync(unit, visitor.UserId, code, clock.GetUtcNow())
        );

    public Task<Problem?> ByRecoveryCodeAsync(HttpContext http, Visitor visitor, string code) =>
        ByCodeAsync(
            http,
            visitor,
            SignInMethod.Recovery,
            FactorProblems.WrongRecoveryCode.At("recoveryCode", ""),
            unit => check.RecoveryCodeAsync(unit, visitor.UserId, code)
        );

    public async Task<Problem?> ByPasswordAsync(HttpContext http, Visitor visitor, string password)
    {
        var attempt = Attempt.With(ThrottleKeys.OfName(visitor.Name), http, clock.GetUtcNow());
        if (await counts.DecideAsync(attempt, http.RequestAborted) is { Allowed: false, RetryAfter: var wait })
        {
            return IdentityProblems.SignInThrottled.At("password", Wait(wait));
        }

        var user = await database.ReadAsync(unit => users.FindAsync(unit, visitor.UserId), http.RequestAborted);
        var right = await passwords.CheckAsync(user, password, http.RequestAborted) != PasswordCheck.Wrong;
        return await database.WriteAsync<Problem?>(
            async unit =>
            {
                if (!right)
                {
                    await counts.CountAsync(unit, attempt, visitor.Name);
                    await audit.AddAsync(
                        unit,
                        Actor.Of(visitor),
                        "sign-in.fail",
                        visitor.Name,
                        new { By = "password" }
                    );
                    return IdentityProblems.SignInFailed.At("password", "");
                }

                await counts.ForgetAsync(unit, attempt);
                await sessions.ConfirmAsync(unit, SessionCookie.Read(http.Request) ?? [], attempt.At);
                return null;
            },
            CancellationToken.None
        );
    }

    private async Task<Problem?> ByCodeAsync(
        HttpContext http,
        Visitor visitor,
        SignInMethod method,
        Problem wrong,
        Func<IUnitOfWork, Task<bool>> isRight
    )
    {
        var attempt = Attempt.With(ThrottleKeys.OfFactor(visitor.UserId), http, clock.GetUtcNow());
        if (await counts.DecideAsync(attempt, http.RequestAborted) is { Allowed: false, RetryAfter: var wait })
        {
            return FactorProblems.TooManyCodes.At(wrong.Where, Wait(wait));
        }

        // Counted also when the browser has gone meanwhile.
        var proof = await database.WriteAsync(
            async unit =>
            {
                if (!await counts.TakeAsync(unit, attempt))
                {
                    return new Proof(null, FactorProblems.TooManyCodes.At(wrong.Where, ""));
                }

                if (!await isRight(unit))
                {
                    await counts.CountAddressAsync(unit, attempt);
                    await audit.AddAsync(unit, Actor.Of(visitor), "sign-in.fail", visitor.Name, new { By = method });
                    return new Proof(null, wrong);
                }

                await counts.ForgetAsync(unit, attempt);
                return await NoteAsync(unit, http, visitor, method);
            },
            CancellationToken.None
        );
        return Answer(http, proof);
    }

    private async Task<Proof> NoteAsync(IUnitOfWork unit, HttpContext http, Visitor visitor, SignInMethod method)
    {
        if (await browsers.ProveAsync(unit, http, method, clock.GetUtcNow()) is not { } token)
        {
            return new Proof(null, FactorProblems.TooLate.At("", ""));
        }

        var action = visitor.Need == FactorNeed.Prove ? "sign-in" : "factor.prove";
        await audit.AddAsync(unit, Actor.Of(visitor), action, visitor.Name, new { By = method });
        return new Proof(token, null);
    }

    private static Problem? Answer(HttpContext http, Proof proof)
    {
        if (proof.Token is { } token)
        {
            SessionCookie.Write(http.Response, token);
        }

        return proof.Problem;
    }

    private static string Wait(TimeSpan wait) => $"Wait {Math.Ceiling(wait.TotalSeconds)} s.";

    /// <param name="Token">What the cookie holds from now on; null: nothing was proven.</param>
    private sealed record Proof(string? Token, Problem? Problem);
}
