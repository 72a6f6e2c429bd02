using System.Net;
using Holdfast.Data;
using Holdfast.Data.Users;
using Holdfast.Data.WebSessions;
using Holdfast.Identity.WebSessions;
using Holdfast.Portal.Features.Audit;
using Holdfast.Portal.Hosting;
using Microsoft.AspNetCore.Http;

namespace Holdfast.Portal.Features.SignIn;

/// <summary>Begins sessions of browsers, and lets them go on with more proven.</summary>
public sealed class BrowserSessions(WebSessionStore sessions, AuditLog audit)
{
    private const int MaximumUserAgent = 200;

    /// <summary>How long the second step may take.</summary>
    private static readonly TimeSpan Halfway = TimeSpan.FromMinutes(10);

    /// <param name="method">What was proven. The password, or a provider's proof, of somebody who has a second factor is half of it.</param>
    /// <returns>What the cookie holds.</returns>
    public async Task<string> BeginAsync(
        IUnitOfWork unit,
        HttpContext http,
        User user,
        SignInMethod method,
        DateTimeOffset now
    )
    {
        var token = SessionToken.New();
        var address = http.Connection.RemoteIpAddress ?? IPAddress.None;
        var isFirstStep = method is SignInMethod.Password or SignInMethod.Provider;
        var isHalf = isFirstStep && user.Factors.Any;
        await sessions.AddAsync(
            unit,
            new WebSession
            {
                Hash = SessionToken.Hash(token)!,
                UserId = user.Id,
                CreatedAt = now,
                LastSeenAt = now,
                ExpiresAt = isHalf ? now + Halfway : SessionLifetimes.Default.ExpiresAt(now, now),
                Method = method,
                FactorAt = isFirstStep ? null : now,
                ConfirmedAt = now,
                Address = address.ToString(),
                UserAgent = Shortened(http.Request.Headers.UserAgent.ToString()),
            }
        );
        await audit.AddAsync(
            unit,
            new Actor(user.Name, address),
            isHalf ? "sign-in.password" : "sign-in",
            user.Name,
            new { By = method }
        );
        return token;
    }

    /// <summary>A second factor was proven in the session of this request.</summary>
    /// <returns>What the cookie holds from now on; null: the session is over.</returns>
    public async Task<string?> ProveAsync(IUnitOfWork unit, HttpContext http, SignInMethod method, DateTimeOffset now)
    {
        var token = SessionToken.New();
        return
            SessionCookie.Read(http.Request) is { } hash
            && await sessions.FindAsync(unit, hash) is { Session.CreatedAt: var createdAt }
            && await sessions.ProveFactorAsync(
                unit,
                hash,
                SessionToken.Hash(token)!,
                method,
                now,
                SessionLifetimes.Default.ExpiresAt(createdAt, now)
            )
            ? token
            : null;
    }

    private static string Shortened(string agent) =>
        agent.Length > MaximumUserAgent ? agent[..MaximumUserAgent] : agent;
}
