using System.CommandLine;

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
            "How every part of the service is: good, warn or bad",
            (admin, _, cancel) => admin.ListAsync("/health", Columns, cancel)
        );
}
