using System.CommandLine;
using System.Globalization;
using Holdfast.Portal.Layout;

namespace Holdfast.Admin.Verbs;

/// <summary><c>holdfast audit …</c></summary>
internal static class AuditVerbs
{
    private const int LargestPage = 1000;

    private static readonly IReadOnlyList<Column> Columns =
    [
        new("AT", "at"),
        new("WHO", "actor"),
        new("WHAT", "action"),
        new("ON", "subject"),
        new("DETAIL", "detail"),
    ];

    public static Command Create(Surroundings at) =>
        Verb.Group("audit", "What was done, by whom", List(at), Verify(at));

    private static Command List(Surroundings at)
    {
        var who = new Option<string>("--who") { Description = "Only by whose name contains this" };
        var what = new Option<string>("--what") { Description = "Only what begins so, such as user." };
        var on = new Option<string>("--on") { Description = "Only on what contains this" };
        var from = new Option<string>("--from") { Description = "Not before this day, or moment in UTC" };
        var until = new Option<string>("--until") { Description = "Not after this day, or before this moment in UTC" };
        var limit = new Option<int>("--limit")
        {
            Description = "How many, the newest first; 1 to 1000000",
            DefaultValueFactory = _ => 100,
        };
        limit.Validators.Add(Ranges.Between(1, 1_000_000));
        return Verb.Create(
            at,
            "list",
            "Lists entries, newest first",
            (admin, parsed, cancel) =>
            {
                var most = parsed.GetValue(limit);
                var path = Query.Append(
                    "/audit",
                    ("actor", parsed.GetValue(who)),
                    ("action", parsed.GetValue(what)),
                    ("subject", parsed.GetValue(on)),
                    ("from", parsed.GetValue(from)),
                    ("until", parsed.GetValue(until)),
                    ("limit", Math.Min(most, LargestPage).ToString(CultureInfo.InvariantCulture))
                );
                return admin.ListAsync(path, Columns, cancel, most);
            },
            who,
            what,
            on,
            from,
            until,
            limit
        );
    }

    private static Command Verify(Surroundings at) =>
        Verb.Create(
            at,
            "verify",
            "Looks whether the log is as it was written",
            (admin, _, cancel) => admin.ShowAsync("/audit/verify", cancel)
        );
}
