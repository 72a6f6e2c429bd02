using Holdfast.Model.Problems;

namespace Holdfast.Portal.Settings;

/// <summary>The settings as texts by name, and back.</summary>
public static class SettingText
{
    public static IReadOnlyDictionary<string, string> Write(PortalSettingValues values) =>
        SettingCatalogue.All.ToDictionary(s => s.Name, s => s.Write(values), StringComparer.Ordinal);

    /// <summary>The settings with those changed that are named, or all that is wrong, each under the name of its setting.</summary>
    public static Outcome<PortalSettingValues> Read(
        PortalSettingValues from,
        IEnumerable<KeyValuePair<string, string>> texts
    )
    {
        var problems = new List<Problem>();
        foreach (var (name, text) in texts)
        {
            var read = SettingCatalogue.Find(name) is { } setting
                ? setting.Read(from, text)
                : SettingProblems.Unknown.At(name, "");
            problems.AddRange(read.Problems);
            from = read.Value ?? from;
        }

        return problems.Count == 0 ? from : Outcome<PortalSettingValues>.Failed(problems);
    }
}
