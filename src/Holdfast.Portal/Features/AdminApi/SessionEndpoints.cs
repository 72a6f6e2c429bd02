using System.Net;
using Holdfast.Data;
using Holdfast.Data.Sessions;
using Holdfast.Portal.Features.Configurations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Holdfast.Portal.Features.AdminApi;

/// <summary><c>/sessions</c>: who is connected now.</summary>
internal static class SessionEndpoints
{
    private const int LargestPage = 1000;

    public static void MapSessions(this IEndpointRouteBuilder api)
    {
        api.MapGet("/sessions", ListAsync);
        api.MapDelete("/sessions/{id:guid}", EndAsync);
    }

    private static async Task<IResult> ListAsync(
        IDatabase database,
        SessionStore sessions,
        CancellationToken cancel,
        string? after = null,
        int limit = 100
    )
    {
        var size = Math.Clamp(limit, 1, LargestPage);
        var found = await database.ReadAsync(
            unit => sessions.ListLiveAsync(unit, SessionMarks.Read(after), size + 1),
            cancel
        );
        var page = found.Take(size).ToList();
        return Answers.Items(page.Select(View), found.Count > size ? SessionMarks.Write(page[^1]) : null);
    }

    /// <summary>Ends the configuration behind it: a client that may come back is back in a second.</summary>
    private static async Task<IResult> EndAsync(
        Guid id,
        IDatabase database,
        SessionStore sessions,
        RemoveConfigurations removal,
        CancellationToken cancel
    ) =>
        await database.ReadAsync(unit => sessions.FindAsync(unit, id), cancel) is { EndedAt: null } session
            ? Answers.Of(await removal.AnyAsync(session.ConfigurationId, cancel))
            : Answers.Of(ConfigurationProblems.Unknown.At(id.ToString(), ""));

    private static SessionBody View(Session s) =>
        new(
            s.Id,
            s.UserName,
            s.ProfileId,
            s.NodeId,
            s.Address4,
            s.Address6,
            s.ClientEndpoint,
            s.StartedAt,
            s.LastSeenAt,
            s.Received,
            s.Sent
        );

    private sealed record SessionBody(
        Guid Id,
        string User,
        string ProfileId,
        string NodeId,
        IPAddress Address4,
        IPAddress Address6,
        string? ClientEndpoint,
        DateTimeOffset StartedAt,
        DateTimeOffset LastSeenAt,
        long Received,
        long Sent
    );
}
