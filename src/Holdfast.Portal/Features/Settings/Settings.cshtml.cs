using Holdfast.Portal.Access;
using Holdfast.Portal.Layout;
using Holdfast.Portal.Layout.Fields;
using Holdfast.Portal.Settings;
using Microsoft.AspNetCore.Mvc;

namespace Holdfast.Portal.Features.Settings;

[Needs(Right.SeeService)]
public sealed class SettingsModel(ISettingDesk desk) : PortalPage
{
    public async Task OnGetAsync() => Form = FormState.Showing(SettingText.Write(await desk.ReadAsync(Aborted)));

    [Needs(Right.ChangeService)]
    public async Task<IActionResult> OnPostAsync()
    {
        var read = SettingForm.Read(Request.Form);
        var problems = read.Succeeded ? await desk.SaveAsync(Visitor, read.Value, Aborted) : read.Problems;
        return problems.Count == 0 ? GoOn(Addresses.Settings, "The settings are in force.") : Again(problems);
    }

    /// <summary>What it does, and what it is when nobody has set it.</summary>
    internal static string HintOf(PortalSetting setting) =>
        setting.Default.Length == 0 ? setting.Effect : $"{setting.Effect} Default: {setting.Default}.";
}
