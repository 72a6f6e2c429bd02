using System.Text.Json;
using System.Text.Json.Nodes;
using Holdfast.Model.Problems;

namespace Holdfast.Portal.Settings;

/// <summary>A setting that is a duration, in JSON a string such as <c>"90d"</c>.</summary>
internal sealed class DurationSetting(
    string name,
    string label,
    string effect,
    TimeSpan least,
    TimeSpan most,
    Func<PortalSettingValues, TimeSpan> get,
    Func<PortalSettingValues, TimeSpan, PortalSettingValues> with
) : PortalSetting(name, label, effect)
{
    public override string Write(PortalSettingValues values) => DurationText.Write(get(values));

    public override JsonNode? ToJson(PortalSettingValues values) => Write(values);

    public override string? TextOf(JsonElement json) =>
        json.ValueKind == JsonValueKind.String ? json.GetString() : null;

    public override Problem WrongKind() => SettingProblems.BadDuration.At(Name, "A string is needed.");

    protected override Outcome<PortalSettingValues> Parse(PortalSettingValues others, string text) =>
        DurationText.Parse(text) is not { } duration ? SettingProblems.BadDuration.At(Name, $"{Quoted(text)}.")
        : duration < least || duration > most
            ? SettingProblems.OutOfRange.At(Name, $"{DurationText.Write(least)} to {DurationText.Write(most)}.")
        : with(others, duration);
}
