using System.CommandLine;
using Holdfast.Portal.Layout;

namespace Holdfast.Admin.Verbs;

/// <summary><c>holdfast session …</c></summary>
internal static class SessionVerbs
{
    private static readonly IReadOnlyList<Column> Columns =
    [
        new("ID", "id"),
        new("USER", "user"),
        new("PROFILE", "profileId"),
        new("NODE", "nodeId"),
        new("ADDRESS", "address4"),
        new("ADDRESS6", "address6"),
        new("FROM", "clientEndpoint"),
        new("SINCE", "startedAt"),
        new("RECEIVED", "received"),
        new("SENT", "sent"),
    ];

    private static readonly IReadOnlyList<Column> PastColumns =
    [
        new("USER", "session.user"),
        new("PROFILE", "session.profileId"),
        new("NODE", "session.nodeId"),
        new("FROM", "session.clientEndpoint"),
        new("SINCE", "session.startedAt"),
        new("UNTIL", "endedAt"),
        new("RECEIVED", "session.received"),
        new("SENT", "session.sent"),
    ];

    public static Command Create(Surroundings at)
    {
        var id = new Argument<string>("ID") { Description = "The session's id" };
        return Verb.Group(
            "session",
            "Who is connected, and who was",
            List(at),
            WhoHad(at),
            Verb.Create(
                at,
                "end",
                "Ends a session; its configuration is removed",
                (admin, parsed, cancel) =>
                    admin.ChangeAsync(
                        HttpMethod.Delete,
                        $"/sessions/{Verb.Escape(parsed.GetValue(id))}",
                        body: null,
                        $"Session {parsed.GetValue(id)} was ended.",
                        cancel
                    ),
                id
            )
        );
    }

    private static Command List(Surroundings at)
    {
        var user = new Option<string>("--user") { Description = "Only of users whose name contains this" };
        var profile = new Option<string>("--profile") { Description = "Only of this profile" };
        var node = new Option<string>("--node") { Description = "Only on this node" };
        return Verb.Create(
            at,
            "list",
            "Lists who is connected now",
            (admin, parsed, cancel) =>
                admin.ListAsync(
                    Query.Append(
                        "/sessions",
                        ("user", parsed.GetValue(user)),
                        ("profile", parsed.GetValue(profile)),
                        ("node", parsed.GetValue(node))
                    ),
                    Columns,
                    cancel
                ),
            user,
            profile,
            node
        );
    }

    private static Command WhoHad(Surroundings at)
    {
        var address = new Argument<string>("ADDRESS") { Description = "An address inside the VPN" };
        var moment = new Argument<string>("TIME") { Description = "In UTC, such as 2026-11-17T14:00" };
        return Verb.Create(
            at,
            "who-had",
            "Tells who had an address at a moment",
            (admin, parsed, cancel) =>
                admin.ListAsync(
                    Query.Append(
                        "/sessions/history",
                        ("address", parsed.GetValue(address)),
                        ("at", parsed.GetValue(moment))
                    ),
                    PastColumns,
                    cancel
                ),
            address,
            moment
        );
    }
}
