using Holdfast.Data;
using Holdfast.Data.Problems;
using Holdfast.Data.Users;
using Holdfast.Data.WebSessions;
using Holdfast.Identity.Factors;
using Holdfast.Identity.WebSessions;
using Holdfast.Portal.Layout;
using Holdfast.Portal.Settings;
using Microsoft.AspNetCore.Http;

namespace Holdfast.Portal.Hosting;

/// <summary>Finds out from the cookie who is signed in. Looked up at each request, so that ending a session ends it at once, on every portal.</summary>
public sealed class SessionMiddleware(
    RequestDelegate next,
    IDatabase database,
    WebSessionStore sessions,
    PortalSettings settings,
    TimeProvider clock
)
{
    public async Task InvokeAsync(HttpContext http)
    {
        if (SessionCookie.Read(http.Request) is { } hash && await FindAsync(hash, http) is { } visitor)
        {
            http.User = visitor.ToPrincipal();
        }

        await next(http);
    }

    private async Task<Visitor?> FindAsync(byte[] hash, HttpContext http)
    {
        var now = clock.GetUtcNow();
        var (found, need, behind) = await database.ReadAsync(
            async unit =>
            {
                var signedIn = await sessions.FindAsync(unit, hash);
                return (signedIn, await NeedOfAsync(unit, signedIn), unit.MayBeBehind);
            },
            http.RequestAborted
        );
        Standby.Note(http, behind);
        if (found is not { User.DisabledAt: null } || found.Session.ExpiresAt <= now)
        {
            return null;
        }

        // A session that waits for its second factor does not last longer for it.
        if (!behind && need != FactorNeed.Prove && now - found.Session.LastSeenAt > WebSessionStore.TouchInterval)
        {
            await TouchAsync(found.Session, hash, now, http);
        }

        return VisitorOf(found, http) with
        {
            Need = need,
            HasSecondFactor = found.Session.FactorAt is not null,
            IsFresh = FactorRule.IsFresh(found.Session.ConfirmedAt, now),
        };
    }

    /// <summary>The rule is read where it decides, and nowhere else.</summary>
    private async Task<FactorNeed> NeedOfAsync(IUnitOfWork unit, SignedIn? signedIn)
    {
        if (signedIn is not { Session.FactorAt: null, User: var user })
        {
            return FactorNeed.Nothing;
        }

        var demanded =
            !user.Factors.Any
            && (await settings.ReadAsync(unit)).FactorRule().Demands(user.Role != Role.User, user.Groups);
        return FactorRule.NeedOf(demanded, user.Factors.Any, proven: false);
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

    private static Visitor VisitorOf(SignedIn found, HttpContext http) =>
        new(
            found.User.Id,
            found.User.Name,
            found.User.Role,
            found.User.MustChangePassword,
            http.Connection.RemoteIpAddress
        );
}
