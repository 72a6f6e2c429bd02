using Holdfast.Web.OnFakes;

namespace Holdfast.Web.Pages;

public sealed partial class WithoutScriptTests
{
    [Fact]
    public async Task Audit_FilteredExportedAndVerified_AllIsShown()
    {
        await using var visit = await BeginAsync();
        await visit.BeAsync(FakeWorld.AdministratorName);
        await visit.GoAsync("/admin/audit");
        Assert.Equal(4, await visit.Page.Locator("tbody tr").CountAsync());
        await visit.Page.FillAsync("[name=action]", "user.");
        await PressAsync(visit, "Show");
        Assert.Equal(1, await visit.Page.Locator("tbody tr").CountAsync());

        var download = await visit.Page.RunAndWaitForDownloadAsync(() =>
            visit.Page.GetByText("Export as CSV").ClickAsync()
        );
        Assert.Equal("audit.csv", download.SuggestedFilename);
        Assert.Equal(
            "user.add,grace.hopper@example.org\r\n",
            await File.ReadAllTextAsync(await download.PathAsync(), TestContext.Current.CancellationToken)
        );

        await PressAsync(visit, "Verify");
        Assert.Contains("Entry 4 (sign-in", await visit.Page.InnerTextAsync("main"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Audit_WrongDays_SaysBoth()
    {
        await using var visit = await BeginAsync();
        await visit.BeAsync(FakeWorld.AdministratorName);
        await visit.GoAsync("/admin/audit?from=yesterday&until=today");

        var wrong = await visit.Page.InnerTextAsync("[role=alert]");
        Assert.Contains("HF-1470", wrong, StringComparison.Ordinal);
        Assert.Equal(2, await visit.Page.Locator(".has-problem").CountAsync());
    }

    [Theory]
    [InlineData("/admin/audit")]
    [InlineData("/admin/audit/export")]
    public async Task Audit_WithoutTheRight_IsRefused(string path)
    {
        await using var visit = await BeginAsync();
        await visit.BeAsync(FakeWorld.UserName);

        Assert.Equal(403, (await visit.GoAsync(path))!.Status);
    }
}
