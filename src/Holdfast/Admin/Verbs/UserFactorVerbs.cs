using System.CommandLine;
using System.Text.Json.Nodes;
using Holdfast.Terminals;

namespace Holdfast.Admin.Verbs;

/// <summary><c>holdfast user factors|reset-factors|reset-link</c></summary>
internal static class UserFactorVerbs
{
    public static Command Factors(Surroundings at)
    {
        var name = Name();
        return Verb.Create(
            at,
            "factors",
            "Shows which second factors a user has",
            (admin, parsed, cancel) =>
                admin.CallAsync(HttpMethod.Get, $"{Path(parsed, name)}/factors", body: null, TableOf, cancel),
            name
        );
    }

    public static Command Reset(Surroundings at)
    {
        var name = Name();
        return Verb.Create(
            at,
            "reset-factors",
            "Removes a user's second factors and recovery codes, and signs out all browsers",
            (admin, parsed, cancel) =>
                admin.ChangeAsync(
                    HttpMethod.Delete,
                    $"{Path(parsed, name)}/factors",
                    body: null,
                    $"The second factors of {parsed.GetValue(name)} are gone.",
                    cancel
                ),
            name
        );
    }

    public static Command Link(Surroundings at)
    {
        var name = Name();
        return Verb.Create(
            at,
            "reset-link",
            "Makes a link with which a user sets a new password, once, within a day",
            (admin, parsed, cancel) =>
                admin.CallAsync(
                    HttpMethod.Post,
                    $"{Path(parsed, name)}/reset-link",
                    body: null,
                    answer => Column.Show((answer as JsonObject)?["address"]) + Environment.NewLine,
                    cancel
                ),
            name
        );
    }

    private static string TableOf(JsonNode answer)
    {
        var report = answer as JsonObject;
        List<string[]> rows = [];
        if (report?["app"] is JsonObject app)
        {
            rows.Add(["authenticator app", .. Times(app)]);
        }

        foreach (var passkey in report?["passkeys"] as JsonArray ?? [])
        {
            rows.Add([$"passkey {Column.Show(passkey?["name"])}", .. Times(passkey)]);
        }

        rows.Add([$"{Column.Show(report?["recoveryCodes"])} recovery codes", "-", "-"]);
        return Table.Render(["FACTOR", "ADDED", "LAST USED"], rows)
            + $"Required: {Column.Show(report?["demanded"])}{Environment.NewLine}";
    }

    private static string[] Times(JsonNode? factor) =>
        [Column.Show(factor?["addedAt"]), Column.Show(factor?["lastUsedAt"])];

    private static Argument<string> Name() => new("NAME") { Description = "The user's name" };

    private static string Path(ParseResult parsed, Argument<string> name) =>
        $"/users/{Verb.Escape(parsed.GetValue(name))}";
}
