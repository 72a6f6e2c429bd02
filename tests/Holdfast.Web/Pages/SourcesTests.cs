using Holdfast.Web.Browsing;
using Holdfast.Web.OnFakes;
using Microsoft.Playwright;

namespace Holdfast.Web.Pages;

/// <summary>The pages of the sign-in sources, with JavaScript switched off.</summary>
public sealed class SourcesTests(Chromium chromium)
{
    [Fact]
    public async Task Test_BeforeSaving_SaysStepByStep_AndKeepsWhatWasTyped()
    {
        await using var visit = await OpenAsync();
        await visit.Page.GetByText("Company").First.ClickAsync();
        await visit.Page.FillAsync("[name='ldap.servers']", "other.example.org");
        await visit.Page.FillAsync("[name=secret]", "secret");
        await visit.Page.FillAsync("[name=person]", "anna");
        await visit.Page.FillAsync("[name=personPassword]", "hers");
        await ClickAsync(visit, "Test");

        Assert.Equal("test other.example.org anna hers", visit.Portal.Sources.Asked);
        Assert.Equal(3, await visit.Page.Locator("ol li").CountAsync());
        Assert.Contains("HF-2326", await visit.Page.InnerTextAsync("main"), StringComparison.Ordinal);
        Assert.Equal("other.example.org", await visit.Page.InputValueAsync("[name='ldap.servers']"));
        Assert.Equal("", await visit.Page.InputValueAsync("[name=secret]"));
        Assert.Equal(
            "CN=VPN Admins,OU=Groups,DC=example,DC=org = administrator",
            (await visit.Page.InputValueAsync("[name='groups.roles']")).Trim()
        );
    }

    [Fact]
    public async Task New_Mistakes_AllAtOnceBesideTheirFields_ThenSaved()
    {
        await using var visit = await OpenAsync();
        await visit.Page.GetByText("Add a directory").ClickAsync();
        await visit.Page.FillAsync("[name=name]", "company");
        await visit.Page.FillAsync("[name='ldap.servers']", "ldap://x");
        await visit.Page.FillAsync("[name='ldap.filter']", "uid=x");
        await visit.Page.FillAsync("[name='sync.minutes']", "9999");
        await ClickAsync(visit, "Save");
        Assert.Equal(5, await visit.Page.Locator("[role=alert] li").CountAsync());
        Assert.Equal(5, await visit.Page.Locator("[aria-invalid=true]").CountAsync());
        Assert.Equal(3, visit.Portal.Sources.Sources.Count);

        await visit.Page.FillAsync("[name='groups.roles']", "Admins = king");
        await ClickAsync(visit, "Save");
        Assert.Contains("HF-2310", await visit.Page.InnerTextAsync("[role=alert]"), StringComparison.Ordinal);

        await visit.Page.FillAsync("[name=name]", "Third");
        await visit.Page.FillAsync("[name='ldap.servers']", "ldap.example.org");
        await visit.Page.FillAsync("[name='ldap.base']", "dc=example");
        await visit.Page.FillAsync("[name='ldap.filter']", "(uid=x)");
        await visit.Page.FillAsync("[name='sync.minutes']", "7");
        await visit.Page.FillAsync("[name='groups.roles']", "cn=Admins,dc=example = administrator");
        await visit.Page.SelectOptionAsync("[name='ldap.groupsFrom']", "search");
        await visit.Page.UncheckAsync("[name='sync.addEverybody']");
        await ClickAsync(visit, "Save");

        Assert.Equal("/admin/sources", visit.Path);
        var saved = visit.Portal.Sources.Sources[^1].Settings;
        Assert.Equal(("Third", 7, false), (saved.Name, saved.Sync.Minutes, saved.Sync.AddEverybody));
        Assert.Equal("cn=Admins,dc=example", Assert.Single(saved.Groups.Roles).From);
    }

    [Fact]
    public async Task List_ReadRaiseRemove()
    {
        await using var visit = await OpenAsync();
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Read now Company" }).ClickAsync();
        Assert.Equal($"sync {FakeSources.Company} False", visit.Portal.Sources.Asked);

        await visit.Page.GetByText("Also when many vanish…").ClickAsync();
        await visit.Page.GetByText("They are really gone").ClickAsync();
        Assert.EndsWith("b True", visit.Portal.Sources.Asked, StringComparison.Ordinal);

        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Ask earlier Branch" }).ClickAsync();
        Assert.StartsWith("raise", visit.Portal.Sources.Asked, StringComparison.Ordinal);

        await visit.Page.GetByText("Company").First.ClickAsync();
        await visit.Page.GetByText("Remove…").ClickAsync();
        Assert.Contains("1838 users", await visit.Page.InnerTextAsync("details.confirm"), StringComparison.Ordinal);
        await ClickAsync(visit, "Remove the source");
        Assert.Equal($"remove {FakeSources.Company}", visit.Portal.Sources.Asked);
    }

    [Fact]
    public async Task Radius_New_MistakesThenSaved()
    {
        await using var visit = await OpenAsync();
        await visit.Page.GetByText("Add RADIUS servers").ClickAsync();
        await visit.Page.FillAsync("[name=name]", "Tokens");
        await visit.Page.FillAsync("[name='radius.servers']", "radius.example.org");
        await visit.Page.FillAsync("[name='radius.tries']", "9");
        await ClickAsync(visit, "Save");
        Assert.Equal(2, await visit.Page.Locator("[aria-invalid=true]").CountAsync());

        await visit.Page.FillAsync("[name='radius.tries']", "2");
        await visit.Page.FillAsync("[name=secret]", "a shared secret of some length");
        await ClickAsync(visit, "Save");
        Assert.Equal("/admin/sources", visit.Path);
        Assert.Equal(2, visit.Portal.Sources.Sources[^1].Settings.Radius!.Tries);
    }

    [Fact]
    public async Task SignIn_Challenge_AsksOnTheNextPage()
    {
        await using var visit = await Visit.BeginAsync(chromium, Look.WideLight, javaScript: false);
        await visit.GoAsync("/sign-in?returnTo=%2Faccount");
        await visit.Page.FillAsync("[name=userName]", FakeWorld.ChallengedName);
        await visit.Page.FillAsync("[name=userPass]", FakeWorld.Password);
        await ClickAsync(visit, "Sign in");
        Assert.Contains("sent to your phone", await visit.Page.InnerTextAsync("main"), StringComparison.Ordinal);
        await visit.Page.FillAsync("[name=response]", "123456");
        await ClickAsync(visit, "Continue");

        Assert.Equal("/account", visit.Path);
    }

    [Fact]
    public async Task Oidc_New_MistakesThenSaved()
    {
        await using var visit = await OpenAsync();
        await visit.Page.GetByText("Add a provider").ClickAsync();
        Assert.Contains("/sign-in/at/", await visit.Page.InnerTextAsync("code.address"), StringComparison.Ordinal);
        await visit.Page.FillAsync("[name=name]", "Login");
        await visit.Page.FillAsync("[name='oidc.issuer']", "http://login.example.org");
        await visit.Page.FillAsync("[name='oidc.mostHours']", "9999");
        await ClickAsync(visit, "Save");
        Assert.Equal(3, await visit.Page.Locator("[aria-invalid=true]").CountAsync());

        await visit.Page.FillAsync("[name='oidc.issuer']", "https://login.example.org");
        await visit.Page.FillAsync("[name='oidc.clientId']", "holdfast");
        await visit.Page.FillAsync("[name='oidc.mostHours']", "12");
        await visit.Page.FillAsync("[name=secret]", "a secret");
        await visit.Page.UncheckAsync("[name='oidc.askAgain']");
        await ClickAsync(visit, "Save");
        Assert.Equal("/admin/sources", visit.Path);
        var saved = visit.Portal.Sources.Sources[^1].Settings.Oidc!;
        Assert.Equal((12, false, 2), (saved.MostHours, saved.AskAgain, saved.Scopes.Count));
    }

    [Fact]
    public async Task SignIn_WithAProvider_IsALinkThatKeepsTheWay()
    {
        await using var visit = await Visit.BeginAsync(chromium, Look.WideLight, javaScript: false);
        await visit.GoAsync("/sign-in?returnTo=%2Faccount");
        await visit.Page.GetByText("Sign in with Company").ClickAsync();
        await visit.Page.WaitForURLAsync("**/account");

        Assert.Equal("/account", visit.Path);
    }

    private static Task ClickAsync(Visit visit, string button) =>
        visit.Page.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).ClickAsync();

    private async Task<Visit> OpenAsync()
    {
        var visit = await Visit.BeginAsync(chromium, Look.WideLight, javaScript: false);
        await visit.BeAsync(FakeWorld.AdministratorName);
        await visit.GoAsync("/admin/sources");
        return visit;
    }
}
