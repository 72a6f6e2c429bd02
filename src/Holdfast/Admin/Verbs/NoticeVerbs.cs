using System.CommandLine;
using System.Text.Json.Nodes;
using Holdfast.Terminals;

namespace Holdfast.Admin.Verbs;

/// <summary><c>holdfast notice …</c></summary>
internal static class NoticeVerbs
{
    private const string Root = "/notices";

    private static readonly IReadOnlyList<Column> Columns =
    [
        new("ID", "id"),
        new("AT", "at"),
        new("KIND", "kind"),
        new("ABOUT", "about"),
        new("COUNT", "count"),
        new("TO", "to"),
        new("STATE", "state"),
        new("NEXT TRY", "nextTryAt"),
        new("ANSWER", "answer"),
    ];

    public static Command Create(Surroundings at) =>
        Verb.Group(
            "notice",
            "What people are told by mail and webhook",
            List(at),
            Test(at),
            Retry(at),
            Settings(at),
            Choose(at),
            Mail(at),
            NoMail(at),
            Webhook(at),
            RemoveWebhook(at)
        );

    private static Command List(Surroundings at)
    {
        var failed = new Option<bool>("--failed")
        {
            Description = "Only those that were given up, or wait after a failure",
        };
        var limit = new Option<int>("--limit")
        {
            Description = "How many, the newest first; 1 to 1000",
            DefaultValueFactory = _ => 100,
        };
        limit.Validators.Add(Ranges.Between(1, 1000));
        return Verb.Create(
            at,
            "list",
            "Lists what was told, and what waits",
            (admin, parsed, cancel) =>
                admin.ListAsync(
                    $"{Root}?limit={parsed.GetValue(limit)}{(parsed.GetValue(failed) ? "&failed=true" : "")}",
                    Columns,
                    cancel,
                    parsed.GetValue(limit)
                ),
            failed,
            limit
        );
    }

    private static Command Test(Surroundings at)
    {
        var to = new Option<string>("--to") { Description = "A mail address to send a test to" };
        var webhook = new Option<string>("--webhook") { Description = "Id of a webhook to send a test to" };
        var command = Verb.Create(
            at,
            "test",
            "Sends a test at once and says step by step how it goes",
            (admin, parsed, cancel) =>
                admin.CallAsync(
                    HttpMethod.Post,
                    $"{Root}/test",
                    parsed.GetValue(webhook) is { } id
                        ? new JsonObject { ["webhook"] = id }
                        : new JsonObject { ["to"] = parsed.GetValue(to) },
                    Trial,
                    cancel
                ),
            to,
            webhook
        );
        command.Validators.Add(result =>
        {
            if (result.GetResult(to) is null == result.GetResult(webhook) is null)
            {
                result.AddError("Say where: --to or --webhook.");
            }
        });
        return command;
    }

    private static Command Retry(Surroundings at)
    {
        var id = new Argument<string>("ID") { Description = "As the list shows it" };
        return Verb.Create(
            at,
            "retry",
            "Has one that failed tried again now",
            (admin, parsed, cancel) =>
                admin.ChangeAsync(
                    HttpMethod.Post,
                    $"{Root}/{Verb.Escape(parsed.GetValue(id))}/retry",
                    body: null,
                    "It is tried again now.",
                    cancel
                ),
            id
        );
    }

    private static Command Settings(Surroundings at) =>
        Verb.Create(
            at,
            "settings",
            "Shows who is told what, and how; never a secret",
            (admin, _, cancel) => admin.ShowAsync($"{Root}/settings", cancel)
        );

    private static Command Choose(Surroundings at) =>
        FromFile(
            at,
            "choose",
            "Says who is told what: a JSON object with administrators, administratorKinds and personKinds, or some of them",
            _ => (HttpMethod.Patch, $"{Root}/settings"),
            "Who is told what was changed."
        );

    private static Command Mail(Surroundings at) =>
        FromFile(
            at,
            "mail",
            "Sets the mail server: a JSON object with host, port, security (starttls, tls, none), user, password, sender",
            _ => (HttpMethod.Put, $"{Root}/settings/mail"),
            "The mail server was set."
        );

    private static Command NoMail(Surroundings at) =>
        Verb.Create(
            at,
            "no-mail",
            "Sends no mail any more, and forgets the server",
            (admin, _, cancel) =>
                admin.ChangeAsync(
                    HttpMethod.Delete,
                    $"{Root}/settings/mail",
                    body: null,
                    "No mail is sent any more.",
                    cancel
                )
        );

    private static Command Webhook(Surroundings at)
    {
        var id = new Option<string>("--id") { Description = "Changes this one; without it a new one is made" };
        return FromFile(
            at,
            "webhook",
            "Makes or changes a webhook: a JSON object with url, secret and kinds",
            parsed =>
                parsed.GetValue(id) is { } known
                    ? (HttpMethod.Put, $"{Root}/webhooks/{Verb.Escape(known)}")
                    : (HttpMethod.Post, $"{Root}/webhooks"),
            "The webhook was set.",
            id
        );
    }

    private static Command RemoveWebhook(Surroundings at)
    {
        var id = new Argument<string>("ID") { Description = "As the settings show it" };
        return Verb.Create(
            at,
            "remove-webhook",
            "Removes a webhook",
            (admin, parsed, cancel) =>
                admin.ChangeAsync(
                    HttpMethod.Delete,
                    $"{Root}/webhooks/{Verb.Escape(parsed.GetValue(id))}",
                    body: null,
                    "The webhook was removed.",
                    cancel
                ),
            id
        );
    }

    /// <summary>What holds secrets comes from a file or the standard input: every user of the machine could read an argument.</summary>
    private static Command FromFile(
        Surroundings at,
        string name,
        string description,
        Func<ParseResult, (HttpMethod Method, string Path)> where,
        string done,
        params Symbol[] more
    )
    {
        var file = new Argument<string>("FILE") { Description = "A file, or - for the standard input" };
        return Verb.Create(
            at,
            name,
            description,
            async (admin, parsed, cancel) =>
            {
                var body = await JsonFile.ReadAsync(at.Terminal, parsed.GetValue(file)!, cancel);
                var (method, path) = where(parsed);
                return body.Succeeded
                    ? await admin.ChangeAsync(method, path, body.Value, done, cancel)
                    : await admin.FailAsync(body.Problems);
            },
            [file, .. more]
        );
    }

    private static string Trial(JsonNode answer)
    {
        var members = (JsonObject)answer;
        var steps = ((JsonArray)members["steps"]!).Select(step => new[] { "done", Column.Show(step) });
        string[] end = members["delivered"]!.GetValue<bool>()
            ? ["delivered", Column.Show(members["answer"])]
            : ["failed", Column.Show(members["why"])];
        return Table.Render(["STEP", "WHAT"], [.. steps, end]);
    }
}
