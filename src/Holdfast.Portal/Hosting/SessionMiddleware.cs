using Holdfast.Data;
using Holdfast.Data.Problems;
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
        var (found, behind) = await database.ReadAsync(
            async unit => (await sessions.FindAsync(unit, hash), unit.MayBeBehind),
            http.RequestAborted
        );
        Standby.Note(http, behind);
        if (found is not { User.DisabledAt: null } || found.Session.ExpiresAt <= now)
        {
            return null;
        }

        if (!behind && now - found.Session.LastSeenAt > WebSessionStore.TouchInterval)
        {
            await TouchAsync(found.Session, hash, now, http);
        }

        return found;
    }

    /// <summary>Not worth refusing the request for: the next one does it.</summary>
    private async Task TouchAsync(WebSession session, byte[] hash, DateTimeOffset now, HttpContext http)
    {
        var expiry = SessionLifetimes.Default.ExpiresAt(session.CreatedAt, now);
        try
        {
            await database.WriteAsync(unit => sessions.TouchAsync(unit, hash, now, expiry), http.RequestAborted);
        }
        catch (DatabaseException)
        {
            Standby.Note(http, behind: true);
        }
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
