using Holdfast.Web.OnFakes;

namespace Holdfast.Web.Pages;

public sealed partial class WithoutScriptTests
{
    [Fact]
    public async Task Sessions_Filtered_OnlyThoseAreShown()
    {
        await using var visit = await BeginAsync();
        await visit.BeAsync(FakeWorld.AdministratorName);
        await visit.GoAsync("/admin/sessions");
        Assert.Equal(3, await visit.Page.Locator("tbody tr").CountAsync());
        await visit.Page.SelectOptionAsync("[name=node]", "node-1");
        await visit.Page.FillAsync("[name=search]", FakeWorld.UserName);
        await PressAsync(visit, "Show");

        Assert.Equal("/admin/sessions?search=ada&profile=&node=node-1", visit.Path);
        Assert.Equal([FakeWorld.UserName], await visit.Page.Locator("tbody th a").AllInnerTextsAsync());
    }

    [Fact]
    public async Task Session_Disconnected_IsGoneAndTheFilterStays()
    {
        await using var visit = await BeginAsync();
        await visit.BeAsync(FakeWorld.AdministratorName);
        await visit.GoAsync("/admin/sessions?node=node-1");
        await visit.Page.Locator("details.confirm > summary").First.ClickAsync();
        await PressAsync(visit, $"Disconnect {FakeWorld.AdministratorName}");

        Assert.Equal("/admin/sessions?node=node-1", visit.Path);
        Assert.Contains("was disconnected", await visit.Page.InnerTextAsync("[role=status]"), StringComparison.Ordinal);
        Assert.Equal([FakeWorld.UserName], await visit.Page.Locator("tbody th a").AllInnerTextsAsync());
    }

    [Fact]
    public async Task WhoHad_AskedAndAskedWrong_AnswersOrSaysBothMistakes()
    {
        await using var visit = await BeginAsync();
        await visit.BeAsync(FakeWorld.AdministratorName);
        await visit.GoAsync("/admin/sessions/who-had?address=10.43.0&at=yesterday");
        var wrong = await visit.Page.InnerTextAsync("[role=alert]");
        Assert.Contains("HF-1321", wrong, StringComparison.Ordinal);
        Assert.Contains("HF-1322", wrong, StringComparison.Ordinal);

        await visit.Page.FillAsync("[name=address]", "10.43.0.18");
        await visit.Page.FillAsync("[name=at]", "2026-11-21T09:00");
        await PressAsync(visit, "Search");
        Assert.Equal([FakeWorld.UserName], await visit.Page.Locator("tbody th a").AllInnerTextsAsync());
    }

    [Theory]
    [InlineData("/admin/sessions")]
    [InlineData("/admin/sessions/who-had?address=10.43.0.18&at=2026-11-21T09:00")]
    public async Task Sessions_WithoutTheRight_AreRefused(string path)
    {
        await using var visit = await BeginAsync();
        await visit.BeAsync(FakeWorld.UserName);
        var answer = await visit.GoAsync(path);

        Assert.Equal(403, answer!.Status);
        Assert.Equal(0, await visit.Page.Locator("tbody tr").CountAsync());
    }
}
