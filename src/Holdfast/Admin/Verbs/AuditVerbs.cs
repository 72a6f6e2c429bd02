using System.CommandLine;

namespace Holdfast.Admin.Verbs;

/// <summary><c>holdfast audit …</c></summary>
internal static class AuditVerbs
{
    private static readonly IReadOnlyList<Column> Columns =
    [
        new("AT", "at"),
        new("WHO", "actor"),
        new("WHAT", "action"),
        new("ON", "subject"),
        new("DETAIL", "detail"),
    ];

    public static Command Create(Surroundings at)
    {
        var limit = new Option<int>("--limit")
        {
            Description = "How many, the newest first; 1 to 1000",
            DefaultValueFactory = _ => 100,
        };
        limit.Validators.Add(Ranges.Between(1, 1000));
        return Verb.Group(
            "audit",
            "What was done, by whom",
            Verb.Create(
                at,
                "list",
                "Lists events",
                (admin, parsed, cancel) =>
                    admin.ListAsync($"/audit?limit={parsed.GetValue(limit)}", Columns, cancel, parsed.GetValue(limit)),
                limit
            )
        );
    }
}
