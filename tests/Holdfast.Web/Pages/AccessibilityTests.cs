using Holdfast.Web.Browsing;
using Holdfast.Web.OnFakes;
using Microsoft.Playwright;

namespace Holdfast.Web.Pages;

/// <summary>Every page in light and dark, wide and narrow: nothing for axe to complain about, nothing wider than the window.</summary>
public sealed class AccessibilityTests(Chromium chromium)
{
    private const string Authorize = "/vpn-user-portal/oauth/authorize?client_id=org.letsconnect-vpn.app.linux&state=x";

    public static TheoryData<string, string, string?> Pages =>
        new()
        {
            { "sign-in", "/sign-in", null },
            { "sign-out", "/sign-out", null },
            { "not-found", "/nowhere", null },
            { "home", "/", FakeWorld.UserName },
            { "device", "/devices/new/office", FakeWorld.UserName },
            { "device-one-protocol", "/devices/new/laboratory", FakeWorld.UserName },
            { "account", "/account", FakeWorld.UserName },
            { "sign-ins", "/account/sign-ins", FakeWorld.UserName },
            { "guide", "/guide", FakeWorld.UserName },
            { "guide-phone", "/guide?platform=android", FakeWorld.UserName },
            { "password", "/account/password", FakeWorld.UserName },
            { "factors-none", "/account/factors", FakeWorld.UserName },
            { "factors", "/account/factors", FakeWorld.AdministratorName },
            { "factors-demanded", "/account/factors?returnTo=%2Fdevices%2Fnew%2Foffice", FakeWorld.LateName },
            { "factor-app", "/account/factors/app", FakeWorld.UserName },
            { "factor-passkey", "/account/factors/passkey", FakeWorld.UserName },
            { "factor-confirm", "/account/confirm", FakeWorld.UserName },
            { "second-step", "/sign-in/second", FakeWorld.CarefulName },
            { "reset-password", "/reset-password?token=a-token", null },
            { "reset-password-void", "/reset-password?token=another", null },
            { "approve", Authorize, FakeWorld.UserName },
            { "approve-refused", "/vpn-user-portal/oauth/authorize?client_id=who", FakeWorld.UserName },
            { "forbidden", "/admin", FakeWorld.UserName },
            { "overview", "/admin", FakeWorld.AdministratorName },
            { "users", "/admin/users", FakeWorld.AdministratorName },
            { "users-none", "/admin/users?search=zzz", FakeWorld.AdministratorName },
            { "user-new", "/admin/users/new", FakeWorld.AdministratorName },
            { "import", "/admin/users/import", FakeWorld.AdministratorName },
            { "user", "/admin/users/{user}", FakeWorld.AdministratorName },
            { "profiles", "/admin/profiles", FakeWorld.AdministratorName },
            { "profile", "/admin/profiles/office", FakeWorld.AdministratorName },
            { "nodes", "/admin/nodes", FakeWorld.AdministratorName },
            { "node", "/admin/nodes/node-1", FakeWorld.AdministratorName },
            { "node-draining", "/admin/nodes/node-2", FakeWorld.AdministratorName },
            { "node-away", "/admin/nodes/node-in-the-far-away-laboratory", FakeWorld.AdministratorName },
            { "failover", "/admin/failover", FakeWorld.AdministratorName },
            { "audit", "/admin/audit", FakeWorld.AdministratorName },
            { "sessions", "/admin/sessions", FakeWorld.AdministratorName },
            { "sessions-none", "/admin/sessions?search=zzz", FakeWorld.AdministratorName },
            {
                "who-had",
                "/admin/sessions/who-had?address=10.43.0.18&at=2026-11-21T09:00",
                FakeWorld.AdministratorName
            },
            { "statistics", "/admin/statistics", FakeWorld.AdministratorName },
            { "statistics-wrong", "/admin/statistics?from=x&until=y", FakeWorld.AdministratorName },
            { "health", "/admin/health", FakeWorld.AdministratorName },
            { "portals", "/admin/portals", FakeWorld.AdministratorName },
            { "notices", "/admin/notices", FakeWorld.AdministratorName },
            { "sources", "/admin/sources", FakeWorld.AdministratorName },
            { "source", $"/admin/sources/{FakeSources.Company}", FakeWorld.AdministratorName },
            { "source-radius-new", "/admin/sources/radius/new", FakeWorld.AdministratorName },
            { "source-oidc-new", "/admin/sources/oidc/new", FakeWorld.AdministratorName },
            { "at-provider", $"/sign-in/at/{FakeSources.Company}/back", null },
            { "source-new", "/admin/sources/new", FakeWorld.AdministratorName },
            { "webhook-new", "/admin/notices/webhooks/new", FakeWorld.AdministratorName },
            { "tokens", "/admin/tokens", FakeWorld.AdministratorName },
            { "help-desk", "/admin/users/{user}", FakeWorld.HelpDeskName },
            { "auditor-user", "/admin/users/{user}", FakeWorld.AuditorName },
            { "auditor-profile", "/admin/profiles/office", FakeWorld.AuditorName },
            { "auditor-notices", "/admin/notices", FakeWorld.AuditorName },
            { "auditor-source", $"/admin/sources/{FakeSources.Company}", FakeWorld.AuditorName },
            { "forbidden-help-desk", "/admin/nodes", FakeWorld.HelpDeskName },
            { "settings", "/admin/settings", FakeWorld.AdministratorName },
            { "profile-new", "/admin/profiles/new", FakeWorld.AdministratorName },
        };

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task Page_AnyLook_IsAccessibleAndFits(string name, string path, string? visitor)
    {
        await using var visit = await Visit.BeginAsync(chromium, Look.WideLight);
        if (visitor is not null)
        {
            await visit.BeAsync(visitor);
        }

        await visit.GoAsync(path.Replace("{user}", $"{visit.Portal.World.Users[1].Id}", StringComparison.Ordinal));
        await CheckAsync(visit, name);
    }

    [Theory]
    [InlineData("/devices/new/office", "Set up")]
    [InlineData("/admin/users/new", "Add")]
    public async Task Form_Answered_ResultIsAccessible(string path, string button)
    {
        await using var visit = await Visit.BeginAsync(chromium, Look.WideLight);
        await visit.BeAsync(FakeWorld.AdministratorName);
        await visit.GoAsync(path);
        await visit.Page.FillAsync("[name=name]", "Tablet");
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).ClickAsync();
        await CheckAsync(visit, "done" + path.Replace('/', '-'));
    }

    [Theory]
    [InlineData("name\nbert\nada", "good")]
    [InlineData("name\nbert\n-x", "wrong")]
    public async Task Import_LookedAt_IsAccessible(string csv, string look)
    {
        await using var visit = await Visit.BeginAsync(chromium, Look.WideLight);
        await visit.BeAsync(FakeWorld.AdministratorName);
        await visit.GoAsync("/admin/users/import");
        await visit.Page.FillAsync("[name=csv]", csv);
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Look at it" }).ClickAsync();
        await CheckAsync(visit, $"import-{look}");
    }

    [Fact]
    public async Task ProfileForm_WithMistakes_IsAccessible()
    {
        await using var visit = await Visit.BeginAsync(chromium, Look.WideLight);
        await visit.BeAsync(FakeWorld.AdministratorName);
        await visit.GoAsync("/admin/profiles/office");
        await visit.Page.FillAsync("[name='wireGuard.pool4']", "10.44.0.0/24");
        await visit.Page.FillAsync("[name=dnsServers]", "");
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await CheckAsync(visit, "profile-mistakes");
    }

    [Fact]
    public async Task SettingsForm_WithMistakes_IsAccessible()
    {
        await using var visit = await Visit.BeginAsync(chromium, Look.WideLight);
        await visit.BeAsync(FakeWorld.AdministratorName);
        await visit.GoAsync("/admin/settings");
        await visit.Page.FillAsync("[name=sessionExpiry]", "90");
        await visit.Page.FillAsync("[name=apiConfigurations]", "1001");
        await visit.Page.FillAsync("[name=issuer]", "http://vpn.example.org");
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await CheckAsync(visit, "settings-mistakes");
    }

    [Fact]
    public async Task AuditLog_Verified_IsAccessible()
    {
        await using var visit = await Visit.BeginAsync(chromium, Look.WideLight);
        await visit.BeAsync(FakeWorld.AdministratorName);
        await visit.GoAsync("/admin/audit");
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Verify" }).ClickAsync();
        await CheckAsync(visit, "audit-broken");
    }

    [Fact]
    public async Task Home_AskedToRemove_IsAccessible()
    {
        await using var visit = await Visit.BeginAsync(chromium, Look.WideLight);
        await visit.BeAsync(FakeWorld.UserName);
        await visit.GoAsync("/");
        await visit.Page.Locator("details.confirm > summary").First.ClickAsync();
        await CheckAsync(visit, "home-remove");
    }

    private static async Task CheckAsync(Visit visit, string name)
    {
        foreach (var look in Look.All)
        {
            await visit.LookAsync(look);
            await Screens.SaveAsync(visit.Page, $"{name}-{look}");
            await CheckOneAsync(visit, look, $"{name}-{look}");
        }
    }

    private static async Task CheckOneAsync(Visit visit, Look look, string name)
    {
        var found =
            look.Scheme == ColorScheme.Dark
                ? await Axe.FindInColoursAsync(visit.Page)
                : await Axe.FindAsync(visit.Page);
        Assert.True(found.Length == 0, $"{name}: {string.Join("; ", found)}");
        var overflow = await visit.Page.EvaluateAsync<int>(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        );
        Assert.True(overflow <= 0, $"{name} is {overflow} pixels wider than the window.");
    }
}
