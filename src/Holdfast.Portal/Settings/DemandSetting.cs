using System.Text.Json;
using System.Text.Json.Nodes;
using Holdfast.Identity;
using Holdfast.Identity.Factors;
using Holdfast.Model.Problems;

namespace Holdfast.Portal.Settings;

/// <summary>Whose role demands a second factor, as a word.</summary>
internal sealed class DemandSetting(string name, string label, string effect) : PortalSetting(name, label, effect)
{
    public override string Write(PortalSettingValues values) => WordOf(values.SecondFactor);

    public override JsonNode? ToJson(PortalSettingValues values) => Write(values);

    public override string? TextOf(JsonElement json) =>
        json.ValueKind == JsonValueKind.String ? json.GetString() : null;

    public override Problem WrongKind() => FactorProblems.BadDemand.At(Name, "A string is needed.");

    protected override Outcome<PortalSettingValues> Parse(PortalSettingValues others, string text)
    {
        var known = Enum.GetValues<FactorDemand>().Where(demand => WordOf(demand) == text).ToList();
        return known.Count == 1
            ? others with
            {
                SecondFactor = known[0],
            }
            : FactorProblems.BadDemand.At(Name, $"{Quoted(text)}.");
    }

    private static string WordOf(FactorDemand demand) =>
        demand switch
        {
            FactorDemand.Administrators => "administrators",
            FactorDemand.Everybody => "everybody",
            _ => "nobody",
        };
}
