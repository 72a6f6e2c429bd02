using System.Net;
using Holdfast.Data;
using Holdfast.Data.Throttles;
using Holdfast.Data.Users;
using Holdfast.Data.WebSessions;
using Holdfast.Identity;
using Holdfast.Identity.Passwords;
using Holdfast.Identity.SignIn;
using Holdfast.Identity.UserNames;
using Holdfast.Identity.WebSessions;
using Holdfast.Model.Problems;
using Holdfast.Portal.Features.Audit;
using Holdfast.Portal.Hosting;
using Microsoft.AspNetCore.Http;

namespace Holdfast.Portal.Features.SignIn;

/// <summary>Signs people in with name and password. What is remembered of attempts is in the database, so that all portals count together.</summary>
public sealed class SignInDesk(
    IDatabase database,
    UserStore users,
    WebSessionStore sessions,
    ThrottleStore throttles,
    Argon2idHasher hasher,
    AuditLog audit,
    TimeProvider clock
) : ISignInDesk
{
    private const int MaximumUserAgent = 200;

    public async Task<Problem?> SignInAsync(HttpContext http, string userName, string password)
    {
        var attempt = new Attempt(userName, AddressOf(http), clock.GetUtcNow());
        if (await BlockedAsync(attempt, http.RequestAborted) is { } blocked)
        {
            return blocked;
        }

        var user = await FindAsync(userName, http.RequestAborted);
        var check = await hasher.VerifyAsync(user?.PasswordHash, password, http.RequestAborted);
        if (user is not { DisabledAt: null } || check == PasswordCheck.Wrong)
        {
            await RecordFailureAsync(attempt, user);
            return IdentityProblems.SignInFailed.At("", "");
        }

        if (check == PasswordCheck.RightButHashAgain)
        {
            await RehashAsync(user, password, http.RequestAborted);
        }

        SessionCookie.Write(http.Response, await BeginAsync(http, user, attempt));
        return null;
    }

    public async Task SignOutAsync(HttpContext http)
    {
        if (SessionCookie.Read(http.Request) is { } hash)
        {
            await database.WriteAsync(unit => sessions.RemoveAsync(unit, hash), http.RequestAborted);
        }

        SessionCookie.Clear(http.Response);
    }

    private async Task<Problem?> BlockedAsync(Attempt attempt, CancellationToken cancel)
    {
        var (name, address) = await database.ReadAsync(
            async unit =>
                (await throttles.FindAsync(unit, attempt.NameKey), await throttles.FindAsync(unit, attempt.AddressKey)),
            cancel
        );
        var decision = SignInThrottle.Decide(name?.BlockedUntil, address?.BlockedUntil, attempt.At);
        return decision.Allowed
            ? null
            : IdentityProblems.SignInThrottled.At("", $"Wait {Math.Ceiling(decision.RetryAfter.TotalSeconds)} s.");
    }

    private Task<User?> FindAsync(string userName, CancellationToken cancel) =>
        UserName.Read(userName).Value is { } name
            ? database.ReadAsync(unit => users.FindByKeyAsync(unit, name.Key), cancel)
            : Task.FromResult<User?>(null);

    /// <summary>Counted also when the browser has gone meanwhile.</summary>
    private Task<bool> RecordFailureAsync(Attempt attempt, User? user) =>
        database.WriteAsync(
            async unit =>
            {
                await CountAsync(unit, SignInThrottle.OfName, attempt.NameKey, attempt.At);
                await CountAsync(unit, SignInThrottle.OfAddress, attempt.AddressKey, attempt.At);

                // The name of somebody who is unknown may be a password in the wrong field.
                await audit.AddAsync(
                    unit,
                    new Actor(user?.Name ?? "unknown", attempt.Address),
                    "sign-in.fail",
                    user?.Name ?? ""
                );
                return true;
            },
            CancellationToken.None
        );

    private async Task CountAsync(IUnitOfWork unit, SignInThrottle throttle, string key, DateTimeOffset now)
    {
        var failures = await throttles.RecordFailureAsync(unit, key, throttle.Window, now);
        if (throttle.BlockedUntil(failures, now) is { } until)
        {
            await throttles.BlockAsync(unit, key, until, now);
        }
    }

    private async Task RehashAsync(User user, string password, CancellationToken cancel)
    {
        var better = await hasher.HashAsync(password, cancel);
        await database.WriteAsync(unit => users.RehashPasswordAsync(unit, user.Id, user.PasswordHash!, better), cancel);
    }

    /// <returns>What the cookie holds.</returns>
    private Task<string> BeginAsync(HttpContext http, User user, Attempt attempt) =>
        database.WriteAsync(
            async unit =>
            {
                var token = SessionToken.New();
                await sessions.AddAsync(
                    unit,
                    new WebSession
                    {
                        Hash = SessionToken.Hash(token)!,
                        UserId = user.Id,
                        CreatedAt = attempt.At,
                        LastSeenAt = attempt.At,
                        ExpiresAt = SessionLifetimes.Default.ExpiresAt(attempt.At, attempt.At),
                        Address = attempt.Address.ToString(),
                        UserAgent = Shortened(http.Request.Headers.UserAgent.ToString()),
                    }
                );
                await throttles.ResetAsync(unit, attempt.NameKey);
                await audit.AddAsync(unit, new Actor(user.Name, attempt.Address), "sign-in", user.Name);
                return token;
            },
            http.RequestAborted
        );

    private static string Shortened(string agent) =>
        agent.Length > MaximumUserAgent ? agent[..MaximumUserAgent] : agent;

    private static IPAddress AddressOf(HttpContext http) => http.Connection.RemoteIpAddress ?? IPAddress.None;

    private sealed record Attempt(string Typed, IPAddress Address, DateTimeOffset At)
    {
        public string NameKey { get; } = ThrottleKeys.OfName(Typed);

        public string AddressKey { get; } = ThrottleKeys.OfAddress(Address);
    }
}
