using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Holdfast.Model.Problems;

namespace Holdfast.Portal.Settings;

/// <summary>A setting that is a whole number, in JSON a number.</summary>
internal sealed class CountSetting(
    string name,
    string label,
    string effect,
    int most,
    Func<PortalSettingValues, int> get,
    Func<PortalSettingValues, int, PortalSettingValues> with
) : PortalSetting(name, label, effect)
{
    /// <summary>Characters; enough for any number that is only out of range.</summary>
    private const int Longest = 40;

    public override string Write(PortalSettingValues values) => get(values).ToString(CultureInfo.InvariantCulture);

    public override JsonNode? ToJson(PortalSettingValues values) => get(values);

    public override string? TextOf(JsonElement json) =>
        json.ValueKind == JsonValueKind.Number ? json.GetRawText() : null;

    public override Problem WrongKind() => SettingProblems.BadNumber.At(Name, "A number is needed.");

    protected override Outcome<PortalSettingValues> Parse(PortalSettingValues others, string text) =>
        text.Length > Longest
        || !Int128.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var count)
            ? SettingProblems.BadNumber.At(Name, $"{Quoted(text)}.")
        : count < 0 || count > most ? SettingProblems.OutOfRange.At(Name, $"0 to {most}.")
        : with(others, (int)count);
}
