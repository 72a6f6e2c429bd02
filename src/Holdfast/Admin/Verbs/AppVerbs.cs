using System.CommandLine;
using System.Text.Json.Nodes;

namespace Holdfast.Admin.Verbs;

/// <summary><c>holdfast app …</c></summary>
internal static class AppVerbs
{
    private static readonly IReadOnlyList<Column> Columns =
    [
        new("CLIENT ID", "clientId"),
        new("NAME", "name"),
        new("REDIRECTS TO", "redirectUris"),
        new("ENABLED", "enabled"),
    ];

    public static Command Create(Surroundings at) =>
        Verb.Group(
            "app",
            "Apps that may ask for an authorization, besides those that everybody knows",
            Verb.Create(at, "list", "Lists apps", (admin, _, cancel) => admin.ListAsync("/apps", Columns, cancel)),
            Add(at),
            Remove(at)
        );

    private static Command Add(Surroundings at)
    {
        var id = new Argument<string>("CLIENT-ID") { Description = "As the app says it" };
        var name = new Option<string>("--name") { Description = "Shown to users", Required = true };
        var redirects = new Option<string[]>("--redirect-uri")
        {
            Description = "Where the app takes its answer; may be repeated",
            Required = true,
        };
        return Verb.Create(
            at,
            "add",
            "Registers an app",
            (admin, parsed, cancel) =>
            {
                var body = new JsonObject
                {
                    ["clientId"] = parsed.GetValue(id),
                    ["name"] = parsed.GetValue(name),
                    ["redirectUris"] = new JsonArray([
                        .. (parsed.GetValue(redirects) ?? []).Select(uri => JsonValue.Create(uri)),
                    ]),
                };
                return admin.ChangeAsync(
                    HttpMethod.Post,
                    "/apps",
                    body,
                    $"App {parsed.GetValue(id)} was registered.",
                    cancel
                );
            },
            id,
            name,
            redirects
        );
    }

    private static Command Remove(Surroundings at)
    {
        var id = new Argument<string>("CLIENT-ID") { Description = "As the app says it" };
        return Verb.Create(
            at,
            "remove",
            "Removes an app with all its authorizations",
            (admin, parsed, cancel) =>
                admin.ChangeAsync(
                    HttpMethod.Delete,
                    $"/apps/{Verb.Escape(parsed.GetValue(id))}",
                    body: null,
                    $"App {parsed.GetValue(id)} was removed.",
                    cancel
                ),
            id
        );
    }
}
