using System.CommandLine;
using System.Text.Json.Nodes;

namespace Holdfast.Admin.Verbs;

/// <summary><c>holdfast token …</c>: with which programs use the admin API over the network.</summary>
internal static class TokenVerbs
{
    private static readonly IReadOnlyList<Column> Columns =
    [
        new("ID", "id"),
        new("NAME", "name"),
        new("FOR", "scopes"),
        new("MADE BY", "madeBy"),
        new("LAST USED", "lastUsedAt"),
        new("GOOD UNTIL", "expiresAt"),
    ];

    public static Command Create(Surroundings at) =>
        Verb.Group(
            "token",
            "API tokens, with which programs use the admin API over the network",
            Verb.Create(at, "list", "Lists tokens", (admin, _, cancel) => admin.ListAsync("/tokens", Columns, cancel)),
            Make(at),
            Revoke(at)
        );

    private static Command Make(Surroundings at)
    {
        var name = new Argument<string>("NAME") { Description = "What uses it; the audit log names it so" };
        var scopes = new Option<string[]>("--scope")
        {
            Description = "What it may do; may be repeated",
            Required = true,
        };
        scopes.AcceptOnlyFromAmong("read", "people", "sessions", "profiles", "nodes", "failover", "everything");
        var days = new Option<int?>("--days") { Description = "How long it is good; 365 without" };
        return Verb.Create(
            at,
            "make",
            "Makes a token, and prints its secret: this once",
            (admin, parsed, cancel) =>
            {
                var body = new JsonObject
                {
                    ["name"] = parsed.GetValue(name),
                    ["scopes"] = new JsonArray([
                        .. (parsed.GetValue(scopes) ?? []).Select(scope => JsonValue.Create(scope)),
                    ]),
                };
                if (parsed.GetValue(days) is { } life)
                {
                    body["days"] = life;
                }

                return admin.CallAsync(
                    HttpMethod.Post,
                    "/tokens",
                    body,
                    answer => Column.Show((answer as JsonObject)?["secret"]) + Environment.NewLine,
                    cancel
                );
            },
            name,
            scopes,
            days
        );
    }

    private static Command Revoke(Surroundings at)
    {
        var id = new Argument<string>("ID") { Description = "As the list says it" };
        return Verb.Create(
            at,
            "revoke",
            "Revokes a token at once",
            (admin, parsed, cancel) =>
                admin.ChangeAsync(
                    HttpMethod.Delete,
                    $"/tokens/{Verb.Escape(parsed.GetValue(id))}",
                    body: null,
                    "The token is revoked.",
                    cancel
                ),
            id
        );
    }
}
