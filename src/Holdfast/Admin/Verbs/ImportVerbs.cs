using System.CommandLine;
using System.Text.Json.Nodes;

namespace Holdfast.Admin.Verbs;

/// <summary><c>holdfast import …</c></summary>
internal static class ImportVerbs
{
    private static readonly IReadOnlyList<Column> Planned =
    [
        new("LINE", "line"),
        new("NAME", "name"),
        new("BECOMES", "fate"),
        new("GROUPS", "groups"),
        new("ROLE", "role"),
        new("DISABLED", "disabled"),
        new("MAIL", "mailAddress"),
        new("WRONG", "problems"),
    ];

    private static readonly IReadOnlyList<Column> Made =
    [
        new("NAME", "name"),
        new("ONE-TIME PASSWORD", "oneTimePassword"),
    ];

    public static Command Create(Surroundings at) =>
        Verb.Group("import", "Takes over what comes from elsewhere", Users(at));

    private static Command Users(Surroundings at)
    {
        var file = new Argument<string>("FILE")
        {
            Description =
                "Comma-separated values with a head: name, mail, groups, role, disabled, password; - reads the standard input",
        };
        var dryRun = new Option<bool>("--dry-run")
        {
            Description = "Show what would become of each row, and change nothing",
        };
        var keep = new Option<bool>("--keep-known")
        {
            Description = "Leave users who are there already as they are; without it a name that is taken is a mistake",
        };
        return Verb.Create(
            at,
            "users",
            "Makes a user of each row, or nothing at all; shows the one-time passwords",
            async (admin, parsed, cancel) =>
            {
                var csv = await CsvFile.ReadAsync(at.Terminal, parsed.GetRequiredValue(file), cancel);
                if (!csv.Succeeded)
                {
                    return await admin.FailAsync(csv.Problems);
                }
                var (dry, body) = (parsed.GetValue(dryRun), new JsonObject { ["csv"] = csv.Value });
                body["dryRun"] = dry;
                body["keepKnown"] = parsed.GetValue(keep);
                return await admin.AskAsync(
                    HttpMethod.Post,
                    "/import/users",
                    body,
                    dry ? Planned : Made,
                    ExitCode,
                    cancel
                );
            },
            file,
            dryRun,
            keep
        );
    }

    private static int ExitCode(JsonNode answer) =>
        answer["items"] is JsonArray items && items.All(item => $"{item?["fate"]}" != "wrong")
            ? ExitCodes.Done
            : ExitCodes.Refused;
}
