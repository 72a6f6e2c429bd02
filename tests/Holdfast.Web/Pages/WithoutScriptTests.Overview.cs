using Holdfast.Web.OnFakes;

namespace Holdfast.Web.Pages;

public sealed partial class WithoutScriptTests
{
    [Fact]
    public async Task FirstSteps_PutAway_AreGone()
    {
        await using var visit = await BeginAsync();
        await visit.BeAsync(FakeWorld.AdministratorName);
        await visit.GoAsync("/admin");
        Assert.Equal(
            3,
            await visit.Page.Locator("#first-steps >> xpath=ancestor::section").Locator(".pill-good").CountAsync()
        );
        await PressAsync(visit, "Put this list away");

        Assert.Equal("/admin", visit.Path);
        Assert.Equal(0, await visit.Page.Locator("#first-steps").CountAsync());
    }
}
