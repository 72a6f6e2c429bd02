using System.Collections.Concurrent;
using System.Net;
using Holdfast.Data;
using Holdfast.Data.ApiTokens;
using Holdfast.Data.Problems;
using Holdfast.Data.Throttles;
using Holdfast.Identity.ApiTokens;
using Holdfast.Identity.SignIn;
using Holdfast.Model.Problems;
using Holdfast.Portal.Features.Audit;
using Holdfast.Portal.Hosting;
using Microsoft.AspNetCore.Http;

namespace Holdfast.Portal.Access;

/// <summary>
/// The admin API at the public door: who asks is told by <c>Authorization: Bearer</c> alone, never by a cookie, so no other site can
/// ask in somebody's name. Looked up at each request, so that a revoked token ends at once, on every portal.
/// </summary>
public sealed class TokenGate(
    RequestDelegate next,
    IDatabase database,
    ApiTokenStore tokens,
    ThrottleStore throttles,
    TimeProvider clock
)
{
    private const string Scheme = "Bearer ";

    /// <summary>Of tokens that exist, and few do.</summary>
    private readonly ConcurrentDictionary<Guid, RequestBucket> _buckets = new();

    public async Task InvokeAsync(HttpContext http)
    {
        // What is not there is said to everybody; the address tells nothing.
        if (http.GetEndpoint() is null)
        {
            await next(http);
            return;
        }

        var (token, problem) = await FindAsync(http);
        if (token is not null && !TakeOne(token))
        {
            problem = TokenProblems.TooMany.At("", "");
            http.Response.Headers.RetryAfter = "1";
        }

        if (problem is not null || token is null)
        {
            await RefuseAsync(http, problem ?? TokenProblems.Wrong.At("", ""));
            return;
        }

        var rights = ScopeRights.Of(token.Scopes.Select(AccessWords.ScopeOf).OfType<TokenScope>());
        http.Features.Set(new Actor($"token {token.Name}", http.Connection.RemoteIpAddress) { Rights = rights });
        await next(http);
    }

    private async Task<(ApiToken? Token, Problem? Problem)> FindAsync(HttpContext http)
    {
        var sent = http.Request.Headers.Authorization.ToString();
        if (!sent.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
        {
            return (null, TokenProblems.Missing.At("", ""));
        }

        var now = clock.GetUtcNow();
        var key = ThrottleKeys.OfTokensFrom(http.Connection.RemoteIpAddress ?? IPAddress.None);
        var hash = ApiTokenText.Hash(sent[Scheme.Length..].Trim());
        var (found, throttle, behind) = await database.ReadAsync(
            async unit =>
                (
                    hash is null ? null : await tokens.FindByHashAsync(unit, hash),
                    await throttles.FindAsync(unit, key),
                    unit.MayBeBehind
                ),
            http.RequestAborted
        );
        if (found is not null && found.ExpiresAt > now)
        {
            await TouchAsync(found, now, behind, http.RequestAborted);
            return (found, null);
        }

        // It may only be late on the standby, and nothing can be counted there.
        if (behind)
        {
            throw new DatabaseException(DatabaseProblems.NoPrimary.At("", "The token is not on the standby."));
        }

        return (null, await CountAsync(http, key, throttle, now));
    }

    /// <summary>Not worth refusing the request for: the next one does it.</summary>
    private async Task TouchAsync(ApiToken token, DateTimeOffset now, bool behind, CancellationToken cancel)
    {
        if (behind || now - token.LastUsedAt < ApiTokenStore.TouchInterval)
        {
            return;
        }

        try
        {
            await database.WriteAsync(
                async unit =>
                {
                    await tokens.TouchAsync(unit, token.Id, now);
                    return true;
                },
                cancel
            );
        }
        catch (DatabaseException)
        {
            // Connected programs go on while nothing can be written.
        }
    }

    /// <summary>A valid token is let in from an address that failed before: nobody shuts a program out by sending rubbish beside it.</summary>
    private async Task<Problem> CountAsync(HttpContext http, string key, Throttle? throttle, DateTimeOffset now)
    {
        var decision = SignInThrottle.Decide(nameBlockedUntil: null, throttle?.BlockedUntil, now);
        if (!decision.Allowed)
        {
            http.Response.Headers.RetryAfter = $"{Math.Ceiling(decision.RetryAfter.TotalSeconds):0}";
            return TokenProblems.TooMany.At("", "Too many wrong tokens came from this address.");
        }

        await database.WriteAsync(
            async unit =>
            {
                var failures = await throttles.RecordFailureAsync(unit, key, SignInThrottle.OfTokens.Window, now);
                if (SignInThrottle.OfTokens.BlockedUntil(failures, now) is { } until)
                {
                    await throttles.BlockAsync(unit, key, until, now);
                }

                return true;
            },
            http.RequestAborted
        );
        return TokenProblems.Wrong.At("", "");
    }

    private bool TakeOne(ApiToken token)
    {
        var (now, allowed) = (clock.GetUtcNow(), false);
        _buckets.AddOrUpdate(
            token.Id,
            _ => RequestBucket.Full(now).Take(now, out allowed),
            (_, bucket) => bucket.Take(now, out allowed)
        );
        return allowed;
    }

    private static Task RefuseAsync(HttpContext http, Problem problem)
    {
        var status = ProblemStatus.Of(problem.Kind);
        if (status == StatusCodes.Status401Unauthorized)
        {
            http.Response.Headers.WWWAuthenticate = "Bearer";
        }

        return ProblemAnswer.WriteAsync(http, problem, status);
    }
}
