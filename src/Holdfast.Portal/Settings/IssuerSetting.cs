using System.Text.Json;
using System.Text.Json.Nodes;
using Holdfast.Model.Problems;

namespace Holdfast.Portal.Settings;

/// <summary>The issuer's identifier, RFC 8414 section 2: an https address without query and fragment. Empty: the portal's own address.</summary>
internal sealed class IssuerSetting(string name, string label, string effect) : PortalSetting(name, label, effect)
{
    private const string Scheme = "https://";

    /// <summary>Characters. Ours: it goes into every answer to an app.</summary>
    private const int Longest = 500;

    public override string Write(PortalSettingValues values) => values.Issuer ?? "";

    public override JsonNode? ToJson(PortalSettingValues values) => values.Issuer;

    public override string? TextOf(JsonElement json) =>
        json.ValueKind == JsonValueKind.String ? json.GetString() : null;

    public override Problem WrongKind() => SettingProblems.BadIssuer.At(Name, "A string is needed.");

    protected override Outcome<PortalSettingValues> Parse(PortalSettingValues others, string text) =>
        text.Length == 0 ? others with { Issuer = null }
        : IsIssuer(text) ? others with { Issuer = text }
        : SettingProblems.BadIssuer.At(Name, $"{Quoted(text)}.");

    private static bool IsIssuer(string text) =>
        text.Length <= Longest
        && text.StartsWith(Scheme, StringComparison.Ordinal)
        && text.All(c =>
            char.IsAscii(c) && !char.IsControl(c) && c is not (' ' or '?' or '#' or '\\' or ',' or '"' or '<' or '>')
        )
        && Uri.TryCreate(text, UriKind.Absolute, out var address)
        && address is { Scheme: "https", UserInfo.Length: 0, Host.Length: > 0 };
}
