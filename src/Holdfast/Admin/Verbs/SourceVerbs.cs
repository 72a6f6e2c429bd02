using System.CommandLine;
using System.Text.Json.Nodes;
using Holdfast.Terminals;

namespace Holdfast.Admin.Verbs;

/// <summary><c>holdfast source …</c></summary>
internal static class SourceVerbs
{
    private const string Root = "/sources";

    private static readonly IReadOnlyList<Column> Columns =
    [
        new("ID", "id"),
        new("NAME", "name"),
        new("KIND", "kind"),
        new("ENABLED", "enabled"),
        new("PEOPLE", "people"),
        new("READ", "lookedAt"),
        new("TROUBLE", "trouble"),
    ];

    public static Command Create(Surroundings at) =>
        Verb.Group(
            "source",
            "Directories, RADIUS servers and providers that know people",
            Verb.Create(
                at,
                "list",
                "Lists the sources, in the order in which they are asked",
                (admin, _, cancel) => admin.ListAsync(Root, Columns, cancel)
            ),
            Show(at),
            Set(at),
            Test(at),
            Sync(at),
            Raise(at),
            Remove(at)
        );

    private static Command Show(Surroundings at)
    {
        var id = Id();
        return Verb.Create(
            at,
            "show",
            "Shows a source and how it was read last; never its secret",
            (admin, parsed, cancel) => admin.ShowAsync(Path(parsed, id), cancel),
            id
        );
    }

    private static Command Set(Surroundings at)
    {
        var id = new Option<string>("--id") { Description = "Changes this one; without it a new one is made" };
        // What holds secrets comes from a file or the standard input: every user of the machine could read an argument.
        var file = File();
        return Verb.Create(
            at,
            "set",
            "Makes or changes a source: a JSON object with name, ldap, radius or oidc, secret, groups and sync",
            async (admin, parsed, cancel) =>
            {
                var body = await JsonFile.ReadAsync(at.Terminal, parsed.GetValue(file)!, cancel);
                if (!body.Succeeded)
                {
                    return await admin.FailAsync(body.Problems);
                }

                var known = parsed.GetValue(id);
                return await admin.ChangeAsync(
                    known is null ? HttpMethod.Post : HttpMethod.Put,
                    known is null ? Root : $"{Root}/{Verb.Escape(known)}",
                    body.Value,
                    "The source was set.",
                    cancel
                );
            },
            file,
            id
        );
    }

    private static Command Test(Surroundings at)
    {
        var id = new Option<string>("--id")
        {
            Description = "One that is in force; with a file, the one that it would change",
        };
        var file = new Option<string>("--file")
        {
            Description = "One that is not saved yet, as for set; - for the standard input",
        };
        var person = new Option<string>("--person") { Description = "Whose groups and role are shown" };
        var command = Verb.Create(
            at,
            "test",
            "Tries a source and says step by step what happens; changes nothing",
            async (admin, parsed, cancel) =>
            {
                var body = new JsonObject { ["id"] = parsed.GetValue(id), ["person"] = parsed.GetValue(person) };
                if (parsed.GetValue(file) is { } name)
                {
                    var settings = await JsonFile.ReadAsync(at.Terminal, name, cancel);
                    if (!settings.Succeeded)
                    {
                        return await admin.FailAsync(settings.Problems);
                    }

                    body["settings"] = settings.Value;
                }

                return await admin.CallAsync(HttpMethod.Post, $"{Root}/test", body, Trial, cancel);
            },
            id,
            file,
            person
        );
        command.Validators.Add(result =>
        {
            if (result.GetResult(id) is null && result.GetResult(file) is null)
            {
                result.AddError("Say which: --id, --file or both.");
            }
        });
        return command;
    }

    private static Command Sync(Surroundings at)
    {
        var id = Id();
        var many = new Option<bool>("--even-if-many")
        {
            Description = "Also when more people vanish than the source allows: they lose their access at once",
        };
        return Verb.Create(
            at,
            "sync",
            "Reads a source now, and makes the users here what it says",
            (admin, parsed, cancel) =>
                admin.CallAsync(
                    HttpMethod.Post,
                    $"{Path(parsed, id)}/sync{(parsed.GetValue(many) ? "?evenIfMany=true" : "")}",
                    body: null,
                    Report,
                    cancel
                ),
            id,
            many
        );
    }

    private static Command Raise(Surroundings at)
    {
        var id = Id();
        return Verb.Create(
            at,
            "raise",
            "Has a source asked one place earlier",
            (admin, parsed, cancel) =>
                admin.ChangeAsync(
                    HttpMethod.Post,
                    $"{Path(parsed, id)}/raise",
                    body: null,
                    "The order was changed.",
                    cancel
                ),
            id
        );
    }

    private static Command Remove(Surroundings at)
    {
        var id = Id();
        var people = new Option<bool>("--with-people")
        {
            Description = "Disables the users who come from it; without it a source that has some is not removed",
        };
        return Verb.Create(
            at,
            "remove",
            "Removes a source",
            (admin, parsed, cancel) =>
                admin.ChangeAsync(
                    HttpMethod.Delete,
                    $"{Path(parsed, id)}{(parsed.GetValue(people) ? "?withPeople=true" : "")}",
                    body: null,
                    "The source was removed.",
                    cancel
                ),
            id,
            people
        );
    }

    private static Argument<string> Id() => new("ID") { Description = "As the list shows it" };

    private static Argument<string> File() => new("FILE") { Description = "A file, or - for the standard input" };

    private static string Path(ParseResult parsed, Argument<string> id) => $"{Root}/{Verb.Escape(parsed.GetValue(id))}";

    private static string Report(JsonNode answer) =>
        Table.Render(
            ["WHAT", "VALUE"],
            [.. ((JsonObject)answer).Select(member => new[] { member.Key, Column.Show(member.Value) })]
        );

    private static string Trial(JsonNode answer)
    {
        var members = (JsonObject)answer;
        var steps = ((JsonArray)members["steps"]!).Select(step => new[] { "done", Column.Show(step) });
        string[] end = members["works"]!.GetValue<bool>() ? ["works", ""] : ["failed", Column.Show(members["why"])];
        return Table.Render(["STEP", "WHAT"], [.. steps, end]);
    }
}
