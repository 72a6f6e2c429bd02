using Holdfast.Data;
using Holdfast.Data.Users;
using Holdfast.Data.WebSessions;
using Holdfast.Identity.WebSessions;
using Holdfast.Portal.Layout;
using Microsoft.AspNetCore.Http;

namespace Holdfast.Portal.Hosting;

/// <summary>Finds out from the cookie who is signed in. Looked up at each request, so that ending a session ends it at once, on every portal.</summary>
public sealed class SessionMiddleware(
    RequestDelegate next,
    IDatabase database,
    WebSessionStore sessions,
    TimeProvider clock
)
{
    public async Task InvokeAsync(HttpContext http)
    {
        if (SessionCookie.Read(http.Request) is { } hash && await FindAsync(hash, http) is { } signedIn)
        {
            http.User = VisitorOf(signedIn.User, http).ToPrincipal();
        }

        await next(http);
    }

    private async Task<SignedIn?> FindAsync(byte[] hash, HttpContext http)
    {
        var now = clock.GetUtcNow();
        var found = await database.ReadAsync(unit => sessions.FindAsync(unit, hash), http.RequestAborted);
        if (found is not { User.DisabledAt: null } || found.Session.ExpiresAt <= now)
        {
            return null;
        }

        if (now - found.Session.LastSeenAt > WebSessionStore.TouchInterval)
        {
            var expiry = SessionLifetimes.Default.ExpiresAt(found.Session.CreatedAt, now);
            await database.WriteAsync(unit => sessions.TouchAsync(unit, hash, now, expiry), http.RequestAborted);
        }

        return found;
    }

    private static Visitor VisitorOf(User user, HttpContext http) =>
        new(
            user.Id,
            user.Name,
            user.Role == Role.Administrator,
            user.MustChangePassword,
            http.Connection.RemoteIpAddress
        );
}
