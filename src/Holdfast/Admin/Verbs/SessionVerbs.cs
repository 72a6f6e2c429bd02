using System.CommandLine;

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

    public static Command Create(Surroundings at)
    {
        var id = new Argument<string>("ID") { Description = "The session's id" };
        return Verb.Group(
            "session",
            "Who is connected now",
            Verb.Create(
                at,
                "list",
                "Lists sessions",
                (admin, _, cancel) => admin.ListAsync("/sessions", Columns, cancel)
            ),
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
}
