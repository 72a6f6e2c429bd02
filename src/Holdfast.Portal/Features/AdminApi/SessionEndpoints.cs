using System.Net;
using Holdfast.Data;
using Holdfast.Data.Sessions;
using Holdfast.Portal.Access;
using Holdfast.Portal.Features.AdminApi.Description;
using Holdfast.Portal.Features.Audit;
using Holdfast.Portal.Features.Sessions;
using Holdfast.Portal.Features.Users;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Holdfast.Portal.Features.AdminApi;

/// <summary><c>/sessions</c>: who is connected, and who was.</summary>
internal static class SessionEndpoints
{
    private const int LargestPage = 1000;

    public static void MapSessions(this IEndpointRouteBuilder api)
    {
        api.MapGet("/sessions", ListAsync)
            .Says("Lists who is connected, the newest first")
            .GivesItems<SessionBody>()
            .Needs(Right.SeeSessions);
        api.MapGet("/sessions/history", HistoryAsync)
            .Says("Says who had an address inside the VPN at a moment")
            .GivesItems<UseBody>()
            .Needs(Right.SeeSessions);
        api.MapDelete("/sessions/{id:guid}", EndAsync)
            .Says("Ends a session and removes its configuration")
            .GivesNothing()
            .Needs(Right.EndSessions);
    }

    private static async Task<IResult> ListAsync(
        IDatabase database,
        SessionStore sessions,
        CancellationToken cancel,
        string? after = null,
        int limit = 100,
        string user = "",
        string? profile = null,
        string? node = null
    )
    {
        var size = Math.Clamp(limit, 1, LargestPage);
        var filter = new SessionFilter
        {
            User = UserSearch.KeyOf(user),
            ProfileId = profile,
            NodeId = node,
        };
        var found = await database.ReadAsync(
            unit => sessions.ListLiveAsync(unit, filter, SessionMarks.Read(after), size + 1),
            cancel
        );
        var page = found.Take(size).ToList();
        return Answers.Items(page.Select(View), found.Count > size ? SessionMarks.Write(page[^1]) : null);
    }

    private static async Task<IResult> EndAsync(
        Guid id,
        SessionCommands commands,
        Actor actor,
        CancellationToken cancel
    ) => Answers.Of(await commands.EndAsync(id, actor, cancel));

    /// <summary>Who had an address inside the VPN at a moment.</summary>
    private static async Task<IResult> HistoryAsync(
        IDatabase database,
        SessionStore sessions,
        CancellationToken cancel,
        string address = "",
        string at = ""
    )
    {
        var question = AddressQuestion.Read(address, at);
        if (!question.Succeeded)
        {
            return Answers.Of(question.Problems);
        }

        var (ip, moment) = question.Value;
        var uses = await database.ReadAsync(unit => sessions.HistoryByAddressAsync(unit, ip, moment), cancel);
        return Answers.Items(
            uses.Select(use => new UseBody(View(use.Session), use.Session.EndedAt, use.ReservedFrom, use.ReservedUntil))
        );
    }

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

    /// <param name="EndedAt">Null: connected.</param>
    /// <param name="ReservedFrom">Since when the configuration had the address; null: no longer kept.</param>
    /// <param name="ReservedUntil">Null: it still has, or it is no longer kept.</param>
    private sealed record UseBody(
        SessionBody Session,
        DateTimeOffset? EndedAt,
        DateTimeOffset? ReservedFrom,
        DateTimeOffset? ReservedUntil
    );
}
