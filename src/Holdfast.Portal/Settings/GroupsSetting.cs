using System.Text.Json;
using System.Text.Json.Nodes;
using Holdfast.Identity;
using Holdfast.Model.Problems;
using Holdfast.Portal.Features.Users;

namespace Holdfast.Portal.Settings;

/// <summary>Groups whose members must have a second factor: names with commas between.</summary>
internal sealed class GroupsSetting(string name, string label, string effect) : PortalSetting(name, label, effect)
{
    public override string Write(PortalSettingValues values) => values.SecondFactorGroups;

    public override JsonNode? ToJson(PortalSettingValues values) => Write(values);

    public override string? TextOf(JsonElement json) =>
        json.ValueKind == JsonValueKind.String ? json.GetString() : null;

    public override Problem WrongKind() => FactorProblems.BadGroups.At(Name, "A string is needed.");

    protected override Outcome<PortalSettingValues> Parse(PortalSettingValues others, string text)
    {
        string[] groups =
        [
            .. text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                .Distinct(StringComparer.Ordinal)
                .Order(StringComparer.Ordinal),
        ];
        return GroupNames.Check(groups).Any()
            ? FactorProblems.BadGroups.At(Name, $"{Quoted(text)}.")
            : others with
            {
                SecondFactorGroups = string.Join(", ", groups),
            };
    }
}
