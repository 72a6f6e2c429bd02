using Holdfast.Web.Browsing;
using Holdfast.Web.OnFakes;
using Microsoft.Playwright;

namespace Holdfast.Web.Pages;

/// <summary>The page of the notices, with JavaScript switched off.</summary>
public sealed class NoticesTests(Chromium chromium)
{
    [Fact]
    public async Task Test_BeforeSaving_SaysStepByStepHowItWent_AndSavesNothing()
    {
        await using var visit = await OpenAsync();
        await visit.Page.FillAsync("[name=host]", "other.example.org");
        await visit.Page.FillAsync("[name=password]", "secret");
        await visit.Page.FillAsync("[name=to]", "me@example.org");
        await ClickAsync(visit, "Send a test");

        Assert.Equal("test other.example.org me@example.org", visit.Portal.Notices.Asked);
        Assert.Equal(3, await visit.Page.Locator("ol li").CountAsync());
        Assert.Contains("535 5.7.8 wrong password", await visit.Page.InnerTextAsync("main"), StringComparison.Ordinal);
        Assert.Equal("mail.example.org", visit.Portal.Notices.Settings.Mail!.Host);
        Assert.Equal("other.example.org", await visit.Page.InputValueAsync("[name=host]"));
        Assert.Equal("", await visit.Page.InputValueAsync("[name=password]"));
    }

    [Fact]
    public async Task Mail_Mistakes_AllAtOnceBesideTheirFields()
    {
        await using var visit = await OpenAsync();
        await visit.Page.FillAsync("[name=host]", "not a host");
        await visit.Page.FillAsync("[name=port]", "99999");
        await visit.Page.FillAsync("[name=sender]", "nobody");
        await ClickAsync(visit, "Save the mail server");

        Assert.Equal(4, await visit.Page.Locator("[role=alert] li").CountAsync());
        Assert.Equal(4, await visit.Page.Locator("[aria-invalid=true]").CountAsync());
        Assert.Equal("99999", await visit.Page.InputValueAsync("[name=port]"));
        Assert.Equal("mail.example.org", visit.Portal.Notices.Settings.Mail!.Host);
    }

    [Fact]
    public async Task Choose_Unticked_IsNotToldAnyMore()
    {
        await using var visit = await OpenAsync();
        await visit.Page.UncheckAsync("[name='kind.failover.clock']");
        await visit.Page.FillAsync("[name=administrators]", "new@example.org");
        await ClickAsync(visit, "Save who is told");

        Assert.Equal(["new@example.org"], visit.Portal.Notices.Settings.Administrators);
        Assert.DoesNotContain("failover.clock", visit.Portal.Notices.Settings.AdministratorKinds);
        Assert.Contains("node.down", visit.Portal.Notices.Settings.AdministratorKinds);
    }

    [Fact]
    public async Task Failed_Shown_AreTriedAgain()
    {
        await using var visit = await OpenAsync();
        await visit.Page.GetByText("Show only those that failed").ClickAsync();
        Assert.Equal(2, await visit.Page.Locator("tbody tr").CountAsync());
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Try again" }).Last.ClickAsync();

        Assert.Equal("retry 0198c0de-0000-7000-8000-000000000001", visit.Portal.Notices.Asked);
    }

    [Fact]
    public async Task Webhook_AddedChangedRemoved()
    {
        await using var visit = await OpenAsync();
        await visit.Page.GetByText("Add a webhook").ClickAsync();
        await visit.Page.FillAsync("[name=url]", "https://alerts.example.org/x");
        await ClickAsync(visit, "Save");
        Assert.Contains("HF-2111", await visit.Page.InnerTextAsync("[role=alert]"), StringComparison.Ordinal);
        await visit.Page.FillAsync("[name=secret]", "0123456789abcdef");
        await ClickAsync(visit, "Save");
        Assert.Equal("/admin/notices", visit.Path);
        Assert.Equal(2, visit.Portal.Notices.Settings.Webhooks.Count);

        await visit.Page.GetByText("https://alerts.example.org/x").ClickAsync();
        Assert.Equal("", await visit.Page.InputValueAsync("[name=secret]"));
        await visit.Page.Locator("details.confirm > summary").ClickAsync();
        await ClickAsync(visit, "Remove the webhook");
        Assert.Single(visit.Portal.Notices.Settings.Webhooks);
    }

    [Theory]
    [InlineData("/admin/notices")]
    [InlineData("/admin/notices/webhooks/new")]
    public async Task Page_NoAdministrator_IsRefused(string path)
    {
        await using var visit = await Visit.BeginAsync(chromium, Look.WideLight, javaScript: false);
        await visit.BeAsync(FakeWorld.UserName);
        var answer = await visit.GoAsync(path);

        Assert.Equal(403, answer!.Status);
        Assert.DoesNotContain("example.org", await visit.Page.InnerTextAsync("main"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Account_MailAddress_NeedsThePassword()
    {
        await using var visit = await Visit.BeginAsync(chromium, Look.WideLight, javaScript: false);
        await visit.BeAsync(FakeWorld.UserName);
        await visit.GoAsync("/account");
        await visit.Page.FillAsync("[name=mailAddress]", "ada@example.org");
        await ClickAsync(visit, "Save the address");
        Assert.Equal(1, await visit.Page.Locator("[aria-invalid=true]").CountAsync());
        Assert.Equal("ada@example.org", await visit.Page.InputValueAsync("[name=mailAddress]"));
        await visit.Page.FillAsync("[name=passwordForMail]", FakeWorld.Password);
        await ClickAsync(visit, "Save the address");

        Assert.Equal("Your mail address is saved.", await visit.Page.InnerTextAsync("[role=status]"));
    }

    private static Task ClickAsync(Visit visit, string button) =>
        visit.Page.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).ClickAsync();

    private async Task<Visit> OpenAsync()
    {
        var visit = await Visit.BeginAsync(chromium, Look.WideLight, javaScript: false);
        await visit.BeAsync(FakeWorld.AdministratorName);
        await visit.GoAsync("/admin/notices");
        return visit;
    }
}
