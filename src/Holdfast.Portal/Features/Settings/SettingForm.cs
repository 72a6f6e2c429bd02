using Holdfast.Model.Problems;
using Holdfast.Portal.Settings;
using Microsoft.AspNetCore.Http;

namespace Holdfast.Portal.Features.Settings;

/// <summary>The settings as fields of a form, which have their names. What the form does not name stays as it is.</summary>
internal static class SettingForm
{
    /// <summary>For the summary of problems.</summary>
    public static readonly string FieldNames = string.Join(' ', SettingCatalogue.All.Select(setting => setting.Name));

    public static Outcome<IReadOnlyCollection<KeyValuePair<string, string>>> Read(IFormCollection form)
    {
        var given = SettingCatalogue.All.Where(setting => form.ContainsKey(setting.Name)).ToList();
        Problem[] problems =
        [
            .. given.Where(s => form[s.Name].Count > 1).Select(s => SettingProblems.Twice.At(s.Name, "")),
        ];
        return problems.Length > 0
            ? Outcome<IReadOnlyCollection<KeyValuePair<string, string>>>.Failed(problems)
            : Outcome<IReadOnlyCollection<KeyValuePair<string, string>>>.Of([
                .. given.Select(s => KeyValuePair.Create(s.Name, form[s.Name].ToString().Trim())),
            ]);
    }
}
