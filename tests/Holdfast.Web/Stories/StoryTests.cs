using Holdfast.Portal.Tests.Running;
using Holdfast.Web.Browsing;
using Holdfast.Web.Pages;

namespace Holdfast.Web.Stories;

/// <summary>What people come for, from the first page to the last, at a whole portal.</summary>
public sealed class StoryTests(Chromium chromium, RunningPortal portal) : IClassFixture<RunningPortal>
{
    private const string NewPassword = "violet harbour tractor moss";

    [Fact]
    public async Task NewUser_FirstSignIn_ChoosesPasswordAndSetsUpDevices()
    {
        await using var admin = await StoryVisit.BeginAsync(portal, chromium);
        await admin.GoAsync("/admin/users/new");
        await admin.SignInAsync("admin", portal.AdminPassword);
        await admin.Page.FillAsync("[name=name]", "grace");
        await admin.PressAsync("Add");
        var handedOver = await admin.Page.InnerTextAsync("#one-time-password");

        await using var grace = await StoryVisit.BeginAsync(portal, chromium);
        await grace.GoAsync("/");
        await grace.SignInAsync("grace", handedOver);
        Assert.StartsWith("/account/password", grace.Path, StringComparison.Ordinal);
        await ChangePasswordAsync(grace, handedOver, NewPassword);

        await SetUpAsync(grace, "Phone", "WireGuard");
        var file = await grace.Page.TextContentAsync("#file");
        Assert.StartsWith("# Portal: ", file, StringComparison.Ordinal);
        Assert.Contains("\n[Interface]\nPrivateKey = ", file, StringComparison.Ordinal);
        Assert.Equal(file, await QrReader.ReadAsync(await grace.Page.Locator("svg.qr").ScreenshotAsync()));

        await SetUpAsync(grace, "Laptop", "OpenVPN");
        Assert.EndsWith("tcp", await grace.Page.TextContentAsync("#file"), StringComparison.Ordinal);

        await grace.GoAsync("/");
        Assert.Equal(["Laptop", "Phone"], (await grace.Page.Locator(".row-card h3").AllInnerTextsAsync()).Order());
        await grace.Page.Locator("details.confirm > summary").First.ClickAsync();
        await grace.Page.Locator("details[open] button").ClickAsync();
        Assert.Equal(1, await grace.Page.Locator(".row-card").CountAsync());

        await grace.PressAsync("Sign out");
        await grace.GoAsync("/account");
        Assert.StartsWith("/sign-in", grace.Path, StringComparison.Ordinal);
    }

    [Fact]
    public async Task App_AsksInTheBrowser_GetsItsCodeAndIsTakenBack()
    {
        var name = await portal.AddUserAsync();
        using var app = portal.NewApp();
        await using var visit = await StoryVisit.BeginAsync(portal, chromium);
        await visit.Page.RouteAsync(
            TestApp.RedirectUri + "**",
            route => route.FulfillAsync(new() { Body = "the app" })
        );

        await visit.GoAsync(TestApp.AuthorizePath(app.AuthorizeParameters()));
        await visit.SignInAsync(name, TestApp.Password);
        await visit.PressAsync("Approve");
        await visit.Page.WaitForURLAsync(TestApp.RedirectUri + "**");
        var back = System.Web.HttpUtility.ParseQueryString(new Uri(visit.Page.Url).Query);
        Assert.Equal(app.State, back["state"]);
        await app.KeepAsync(app.CodeGrant(back["code"]!));

        await visit.GoAsync("/account");
        Assert.Contains("for Linux", await visit.Page.InnerTextAsync("main"), StringComparison.Ordinal);
        await visit.Page.Locator("details.confirm > summary").First.ClickAsync();
        await visit.PressAsync("Take the approval back");
        using var answer = await app.ApiAsync(HttpMethod.Get, "/info");
        Assert.Equal(401, (int)answer.StatusCode);
    }

    [Fact]
    public async Task App_Denied_IsToldSo()
    {
        var name = await portal.AddUserAsync();
        using var app = portal.NewApp();
        await using var visit = await StoryVisit.BeginAsync(portal, chromium);
        await visit.Page.RouteAsync(
            TestApp.RedirectUri + "**",
            route => route.FulfillAsync(new() { Body = "the app" })
        );

        await visit.GoAsync(TestApp.AuthorizePath(app.AuthorizeParameters()));
        await visit.SignInAsync(name, TestApp.Password);
        await visit.PressAsync("Do not approve");
        await visit.Page.WaitForURLAsync(TestApp.RedirectUri + "**");

        Assert.Contains("error=access_denied", visit.Page.Url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Device_FormSentTwice_MakesOne()
    {
        var name = await portal.AddUserAsync();
        await using var visit = await StoryVisit.BeginAsync(portal, chromium);
        await visit.GoAsync("/devices/new/default");
        await visit.SignInAsync(name, TestApp.Password);
        var id = await visit.Page.InputValueAsync("[name=configurationId]");
        await visit.Page.FillAsync("[name=name]", "Phone");
        await visit.PressAsync("Set up");

        await visit.GoAsync("/devices/new/default");
        await visit.Page.EvaluateAsync($"document.querySelector('[name=configurationId]').value = '{id}'");
        await visit.Page.FillAsync("[name=name]", "Phone");
        await visit.PressAsync("Set up");
        Assert.Contains("HF-13", await visit.AlertAsync(), StringComparison.Ordinal);
        await visit.GoAsync("/");
        Assert.Equal(1, await visit.Page.Locator(".row-card").CountAsync());
    }

    [Fact]
    public async Task User_Disabled_IsOutAtOnce()
    {
        var name = await portal.AddUserAsync();
        await using var visit = await StoryVisit.BeginAsync(portal, chromium);
        await visit.GoAsync("/");
        await visit.SignInAsync(name, TestApp.Password);
        Assert.Equal("/", visit.Path);

        await using var admin = await StoryVisit.BeginAsync(portal, chromium);
        await admin.GoAsync($"/admin/users?search={name}");
        await admin.SignInAsync("admin", portal.AdminPassword);
        await admin.FollowAsync(name);
        await admin.Page.GetByText("Disable…").ClickAsync();
        await admin.PressAsync($"Disable {name}");
        Assert.Contains("Disabled", await admin.Page.InnerTextAsync(".head"), StringComparison.Ordinal);

        await visit.GoAsync("/account");
        Assert.StartsWith("/sign-in", visit.Path, StringComparison.Ordinal);
        await visit.SignInAsync(name, TestApp.Password);
        Assert.Contains("HF-11", await visit.AlertAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Profile_MistakeThenCorrection_ComesIntoForce()
    {
        await using var admin = await StoryVisit.BeginAsync(portal, chromium);
        await admin.GoAsync("/admin/profiles/new");
        await admin.SignInAsync("admin", portal.AdminPassword);
        await admin.Page.FillAsync("[name=id]", "guests");
        await admin.Page.FillAsync("[name=displayName]", "Guests");
        await admin.Page.CheckAsync("[name=wireGuard]");
        await admin.Page.FillAsync("[name='wireGuard.pool4']", "10.61.7.0/24");
        await admin.Page.FillAsync("[name='wireGuard.pool6']", "fd77::/64");
        await admin.PressAsync("Add the profile");
        var mistakes = await admin.AlertAsync();
        Assert.Contains("HF-1011", mistakes, StringComparison.Ordinal);
        Assert.Contains("HF-1012", mistakes, StringComparison.Ordinal);

        await admin.Page.FillAsync("[name='wireGuard.pool4']", "10.77.0.0/24");
        await admin.Page.FillAsync("[name='wireGuard.port']", "51899");
        await admin.PressAsync("Add the profile");
        Assert.Equal("/admin/profiles", admin.Path);
        await admin.GoAsync("/");
        Assert.Contains("Guests", await admin.Page.InnerTextAsync("main"), StringComparison.Ordinal);
        await admin.GoAsync("/admin");
        Assert.Contains("Linked", await admin.Page.InnerTextAsync("main"), StringComparison.Ordinal);
        await Screens.SaveAsync(admin.Page, "story-overview");
    }

    private static async Task ChangePasswordAsync(StoryVisit visit, string present, string changed)
    {
        await visit.Page.FillAsync("[name=currentPassword]", present);
        await visit.Page.FillAsync("[name=newPassword]", changed);
        await visit.Page.FillAsync("[name=repeatedPassword]", changed);
        await visit.PressAsync("Change password");
        Assert.Contains("changed", await visit.Page.InnerTextAsync("[role=status]"), StringComparison.Ordinal);
    }

    private static async Task SetUpAsync(StoryVisit visit, string name, string app)
    {
        await visit.GoAsync("/");
        await visit.Page.Locator("a.button").First.ClickAsync();
        await visit.Page.FillAsync("[name=name]", name);
        await visit.Page.CheckAsync($"[name=protocol][value={app.ToLowerInvariant()}]");
        await visit.PressAsync("Set up");
        Assert.Contains($"{name} is ready", await visit.Page.InnerTextAsync("h1"), StringComparison.Ordinal);
    }
}
