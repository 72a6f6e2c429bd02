using Holdfast.Portal.Settings;
using Holdfast.Web.Browsing;
using Holdfast.Web.OnFakes;
using Microsoft.Playwright;

namespace Holdfast.Web.Pages;

/// <summary>The page of the settings, with JavaScript switched off or nothing but a keyboard.</summary>
public sealed class SettingsTests(Chromium chromium)
{
    [Fact]
    public async Task Settings_SavedWithoutScript_AreInForce()
    {
        await using var visit = await OpenAsync(javaScript: false);
        Assert.Equal("90d", await visit.Page.InputValueAsync("[name=sessionExpiry]"));
        await visit.Page.FillAsync("[name=sessionExpiry]", "30d");
        await visit.Page.FillAsync("[name=manualConfigurations]", "0");
        await SaveAsync(visit);

        Assert.Equal("/admin/settings", visit.Path);
        Assert.Equal("The settings are in force.", await visit.Page.InnerTextAsync("[role=status]"));
        Assert.Equal(TimeSpan.FromDays(30), visit.Portal.World.Settings.SessionExpiry);
        Assert.Equal(0, visit.Portal.World.Settings.ManualConfigurations);
    }

    [Fact]
    public async Task Settings_EmptyField_IsTheDefault()
    {
        await using var visit = await OpenAsync(javaScript: false);
        await visit.Page.FillAsync("[name=accessTokenLife]", "5m");
        await SaveAsync(visit);
        await visit.Page.FillAsync("[name=accessTokenLife]", "");
        await SaveAsync(visit);

        Assert.Equal(PortalSettingValues.Defaults, visit.Portal.World.Settings);
        Assert.Equal("1h", await visit.Page.InputValueAsync("[name=accessTokenLife]"));
    }

    [Fact]
    public async Task Settings_Mistakes_AllAtOnceBesideTheirFields_AndNothingChanges()
    {
        await using var visit = await OpenAsync(javaScript: false);
        await visit.Page.FillAsync("[name=sessionExpiry]", "90");
        await visit.Page.FillAsync("[name=refreshGrace]", "1d");
        await visit.Page.FillAsync("[name=apiConfigurations]", "many");
        await visit.Page.FillAsync("[name=issuer]", "vpn.example.org");
        await SaveAsync(visit);

        Assert.Equal(4, await visit.Page.Locator("[role=alert] li a").CountAsync());
        Assert.Equal(4, await visit.Page.Locator("[aria-invalid=true]").CountAsync());
        Assert.Equal("many", await visit.Page.InputValueAsync("[name=apiConfigurations]"));
        Assert.Contains(
            "HF-1463",
            await visit.Page.InnerTextAsync("#f-refreshGrace-problems"),
            StringComparison.Ordinal
        );
        Assert.Equal(PortalSettingValues.Defaults, visit.Portal.World.Settings);
    }

    [Fact]
    public async Task Settings_KeyboardOnly_AreChanged()
    {
        await using var visit = await OpenAsync(javaScript: true);
        var field = visit.Page.GetByLabel("Life of an access token");
        await field.FocusAsync();
        await visit.Page.Keyboard.PressAsync("Control+a");
        await visit.Page.Keyboard.TypeAsync("10m");
        await visit.Page.Keyboard.PressAsync("Enter");
        await visit.Page.GetByText("The settings are in force.").WaitForAsync();

        Assert.Equal(TimeSpan.FromMinutes(10), visit.Portal.World.Settings.AccessTokenLife);
    }

    private static Task SaveAsync(Visit visit) =>
        visit.Page.GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true }).ClickAsync();

    /// <summary>By the link in the navigation, which says that it leads to the present page afterwards.</summary>
    private async Task<Visit> OpenAsync(bool javaScript)
    {
        var visit = await Visit.BeginAsync(chromium, Look.WideLight, javaScript);
        await visit.BeAsync(FakeWorld.AdministratorName);
        await visit.GoAsync("/admin");
        var link = visit.Page.GetByRole(AriaRole.Link, new() { Name = "Settings", Exact = true });
        await link.ClickAsync();
        await visit.Page.WaitForURLAsync("**/admin/settings");
        Assert.Equal("page", await link.GetAttributeAsync("aria-current"));
        return visit;
    }
}
