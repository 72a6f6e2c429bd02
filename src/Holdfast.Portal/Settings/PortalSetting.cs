using System.Text.Json;
using System.Text.Json.Nodes;
using Holdfast.Model.Problems;

namespace Holdfast.Portal.Settings;

/// <summary>One setting that all portals share: its name, what it does, how it is read and written.</summary>
/// <param name="name">Of the member in JSON and of the field in forms.</param>
/// <param name="label">For people.</param>
/// <param name="effect">What it does, in a sentence or two.</param>
public abstract class PortalSetting(string name, string label, string effect)
{
    public string Name => name;

    /// <summary>As commands call it: <c>session-expiry</c>.</summary>
    public string CommandName { get; } = JsonNamingPolicy.KebabCaseLower.ConvertName(name);

    public string Label => label;

    public string Effect => effect;

    /// <summary>Its text when nobody has set it; may be empty.</summary>
    public string Default => Write(PortalSettingValues.Defaults);

    public abstract string Write(PortalSettingValues values);

    /// <summary>The settings with this one as the text says; an empty text is the default.</summary>
    public Outcome<PortalSettingValues> Read(PortalSettingValues others, string text) =>
        Parse(others, text.Length == 0 ? Default : text);

    /// <summary>As a member of a JSON document; null is left out.</summary>
    public abstract JsonNode? ToJson(PortalSettingValues values);

    /// <returns>The text to read; null when it is JSON of another kind than the setting has.</returns>
    public abstract string? TextOf(JsonElement json);

    /// <summary>What is said of JSON of another kind.</summary>
    public abstract Problem WrongKind();

    protected abstract Outcome<PortalSettingValues> Parse(PortalSettingValues others, string text);

    /// <summary>What was written, short enough to repeat.</summary>
    protected static string Quoted(string text) => text.Length > 60 ? $"“{text[..60]}…”" : $"“{text}”";
}
