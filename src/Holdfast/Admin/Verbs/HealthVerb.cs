using System.CommandLine;
using System.Text.Json.Nodes;

namespace Holdfast.Admin.Verbs;

/// <summary><c>holdfast health</c></summary>
internal static class HealthVerb
{
    private static readonly IReadOnlyList<Column> Columns =
    [
        new("WHAT", "area"),
        new("WHICH", "subject"),
        new("STATE", "state"),
        new("HOW IT IS", "words"),
    ];

    public static Command Create(Surroundings at) =>
        Verb.Create(
            at,
            "health",
            "How every part of the service is: good, warn or bad (ends with 4 when one is bad)",
            (admin, _, cancel) => admin.AskAsync(HttpMethod.Get, "/health", body: null, Columns, ExitCode, cancel)
        );

    private static int ExitCode(JsonNode answer) =>
        (string?)answer["state"] == "bad" ? ExitCodes.Unwell : ExitCodes.Done;
}
