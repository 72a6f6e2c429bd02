using System.CommandLine;
using Holdfast.Portal.Layout;

namespace Holdfast.Admin.Verbs;

/// <summary><c>holdfast statistics</c></summary>
internal static class StatisticsVerb
{
    private static readonly IReadOnlyList<Column> Days =
    [
        new("DAY", "day"),
        new("PEOPLE", "people"),
        new("DEVICES", "devices"),
        new("SESSIONS", "sessions"),
        new("AT ONCE", "peak"),
        new("RECEIVED", "received"),
        new("SENT", "sent"),
    ];

    private static readonly IReadOnlyList<Column> Cells =
    [
        Days[0],
        new("PROFILE", "profile"),
        new("NODE", "node"),
        .. Days.Skip(1),
    ];

    public static Command Create(Surroundings at)
    {
        var from = new Option<string>("--from") { Description = "The first day; without it 30 days are shown" };
        var until = new Option<string>("--until") { Description = "The last day; without it today" };
        var profile = new Option<string>("--profile") { Description = "Only this profile" };
        var node = new Option<string>("--node") { Description = "Only this node" };
        var each = new Option<bool>("--each") { Description = "Each profile on each node by itself" };
        return Verb.Create(
            at,
            "statistics",
            "People, devices and bytes, day by day (UTC)",
            (admin, parsed, cancel) =>
            {
                var path = Query.Append(
                    parsed.GetValue(each) ? "/statistics/cells" : "/statistics",
                    ("from", parsed.GetValue(from)),
                    ("until", parsed.GetValue(until)),
                    ("profile", parsed.GetValue(profile)),
                    ("node", parsed.GetValue(node))
                );
                return admin.ListAsync(path, parsed.GetValue(each) ? Cells : Days, cancel);
            },
            from,
            until,
            profile,
            node,
            each
        );
    }
}
