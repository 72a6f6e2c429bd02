using System.Net;
using Holdfast.Portal.Tests.Running;

namespace Holdfast.Portal.Tests.Features.Settings;

public sealed class SettingPageTests(RunningPortal portal) : IClassFixture<RunningPortal>
{
    private const string Page = "/admin/settings";

    [Fact]
    public async Task Save_Administrator_IsInForceAndNamedInTheLog()
    {
        using var app = await AdministratorAsync();
        var page = await app.Http.GetStringAsync(Page);
        using var answer = await app.PostAsync(Page, page, ("sessionExpiry", "30d"), ("issuer", ""));

        Assert.Equal(Page, answer.Headers.Location!.OriginalString);
        Assert.Equal("30d", (await portal.GetAsync("/settings"))["sessionExpiry"]!.GetValue<string>());
        Assert.Equal("admin", (await portal.AuditAsync("setting.change"))!["actor"]!.GetValue<string>());
        Assert.Contains("The settings are in force.", await app.Http.GetStringAsync(Page), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Save_NotAnAdministrator_IsRefused()
    {
        using var app = portal.NewApp();
        await app.SignInAsync(await portal.AddUserAsync());
        var before = await SettingsAsync();
        using var look = await app.Http.GetAsync(Page);
        using var answer = await app.PostAsync(Page, await app.Http.GetStringAsync("/"), ("sessionExpiry", "1d"));

        Assert.Equal(HttpStatusCode.Forbidden, look.StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Contains("HF-1408", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.DoesNotContain(Page, await app.Http.GetStringAsync("/"), StringComparison.Ordinal);
        Assert.Equal(before, await SettingsAsync());
    }

    [Fact]
    public async Task Save_Mistakes_AreAllSaidBesideTheirFields_AndWhatWasTypedStays()
    {
        using var app = await AdministratorAsync();
        var before = await SettingsAsync();
        using var answer = await app.PostAsync(
            Page,
            await app.Http.GetStringAsync(Page),
            ("sessionExpiry", "90"),
            ("accessTokenLife", "2d"),
            ("refreshGrace", "<b>soon"),
            ("apiConfigurations", "many"),
            ("manualConfigurations", "-1"),
            ("issuer", "https://vpn.example#x")
        );
        var page = await answer.Content.ReadAsStringAsync();

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal(6, page.Split("aria-invalid=\"true\"").Length - 1);
        Assert.All(
            ["HF-1461", "HF-1462", "HF-1463", "HF-1464", "value=\"many\"", "value=\"https://vpn.example#x\""],
            text => Assert.Contains(text, page, StringComparison.Ordinal)
        );
        Assert.DoesNotContain("<b>soon", page, StringComparison.Ordinal);
        Assert.Equal(before, await SettingsAsync());
    }

    [Fact]
    public async Task Save_FieldTwice_IsRefused()
    {
        using var app = await AdministratorAsync();
        var before = await SettingsAsync();
        using var answer = await app.PostAsync(
            Page,
            await app.Http.GetStringAsync(Page),
            ("apiConfigurations", "1"),
            ("apiConfigurations", "2")
        );

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("HF-1465", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(before, await SettingsAsync());
    }

    [Fact]
    public async Task Save_UnknownFieldsOnly_ChangesNothing()
    {
        using var app = await AdministratorAsync();
        var before = await SettingsAsync();
        using var answer = await app.PostAsync(Page, await app.Http.GetStringAsync(Page), ("surprise", "1"));

        Assert.Equal(before, await SettingsAsync());
    }

    [Fact]
    public async Task Save_TooLarge_IsRefused()
    {
        using var app = await AdministratorAsync();
        var page = await app.Http.GetStringAsync(Page);
        // Otherwise the portal may hang up while the body that it refuses is still being sent.
        app.Http.DefaultRequestHeaders.ExpectContinue = true;
        using var answer = await app.PostAsync(Page, page, ("issuer", new string('a', 2_000_000)));

        Assert.InRange((int)answer.StatusCode, 400, 499);
        Assert.Contains("HF-14", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    private async Task<string> SettingsAsync() => (await portal.GetAsync("/settings")).ToJsonString();

    private async Task<TestApp> AdministratorAsync()
    {
        var app = portal.NewApp();
        await app.SignInAsync("admin", portal.AdminPassword);
        return app;
    }
}
