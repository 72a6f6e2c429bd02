using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Holdfast.Model.Problems;
using Holdfast.Portal.Settings;
using Holdfast.Problems;
using Holdfast.Terminals;

namespace Holdfast.Admin.Verbs;

/// <summary><c>holdfast setting …</c></summary>
internal static class SettingVerbs
{
    private const string Path = "/settings";

    public static Command Create(Surroundings at) =>
        Verb.Group(
            "setting",
            "What all portals share: session length, life of tokens, limits",
            Verb.Create(
                at,
                "list",
                "Lists the settings, with what they are when nobody has set them",
                (admin, _, cancel) => admin.CallAsync(HttpMethod.Get, Path, null, TableOf, cancel)
            ),
            Set(at),
            Reset(at)
        );

    private static Command Set(Surroundings at)
    {
        var pairs = new Argument<string[]>("NAME VALUE")
        {
            Description =
                "One or more settings, each with its value; durations as 90d, 1h30m or 60s"
                + string.Concat(SettingCatalogue.All.Select(s => $"{Environment.NewLine}{s.CommandName}: {s.Effect}")),
            Arity = ArgumentArity.OneOrMore,
        };
        return Verb.Create(
            at,
            "set",
            "Changes settings, all of them or none; in force at once",
            (admin, parsed, cancel) =>
                parsed.GetValue(pairs)! is { } words && words.Length % 2 == 0
                    ? ChangeAsync(admin, [.. words.Chunk(2).Select(pair => (pair[0], (string?)pair[1]))], cancel)
                    : admin.FailAsync([CommandProblems.Arguments.At("", "A setting stands without its value.")]),
            pairs
        );
    }

    private static Command Reset(Surroundings at)
    {
        var names = new Argument<string[]>("NAME")
        {
            Description = string.Join(", ", SettingCatalogue.All.Select(setting => setting.CommandName)),
            Arity = ArgumentArity.OneOrMore,
        };
        return Verb.Create(
            at,
            "reset",
            "Gives settings their defaults again",
            (admin, parsed, cancel) =>
                ChangeAsync(admin, [.. parsed.GetValue(names)!.Select(name => (name, (string?)null))], cancel),
            names
        );
    }

    private static async Task<int> ChangeAsync(
        AdminCommand admin,
        IReadOnlyList<(string Name, string? Value)> wanted,
        CancellationToken cancel
    )
    {
        var problems = Problems(wanted);
        return problems.Count > 0
            ? await admin.FailAsync(problems)
            : await admin.CallAsync(
                HttpMethod.Patch,
                Path,
                Body(wanted),
                answer => Table.Render(["NAME", "VALUE"], [.. wanted.Select(one => Row(answer, Find(one.Name)!))]),
                cancel
            );
    }

    private static IReadOnlyList<Problem> Problems(IReadOnlyList<(string Name, string? Value)> wanted) =>
        [
            .. wanted.Where(one => Find(one.Name) is null).Select(one => SettingProblems.Unknown.At(one.Name, "")),
            .. wanted
                .GroupBy(one => one.Name, StringComparer.Ordinal)
                .Where(same => same.Count() > 1)
                .Select(same => SettingProblems.Twice.At(same.Key, "")),
        ];

    private static JsonObject Body(IReadOnlyList<(string Name, string? Value)> wanted) =>
        new(wanted.Select(one => KeyValuePair.Create(Find(one.Name)!.Name, Json(Find(one.Name)!, one.Value))));

    /// <summary>A number where the setting is one; what is none is sent as it stands, and the portal says what is wrong.</summary>
    private static JsonNode? Json(PortalSetting setting, string? value) =>
        value is null ? null
        : setting.ToJson(PortalSettingValues.Defaults) is JsonValue present
        && present.TryGetValue<int>(out _)
        && int.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number
        : value;

    private static string TableOf(JsonNode answer) =>
        Table.Render(
            ["NAME", "VALUE", "DEFAULT"],
            [
                .. SettingCatalogue.All.Select(setting =>
                    (string[])[.. Row(answer, setting), Column.Show(JsonValue.Create(setting.Default))]
                ),
            ]
        );

    private static string[] Row(JsonNode answer, PortalSetting setting) =>
        [setting.CommandName, Column.Show((answer as JsonObject)?[setting.Name])];

    private static PortalSetting? Find(string name) =>
        SettingCatalogue.All.FirstOrDefault(setting => setting.CommandName == name);
}
