using Holdfast.Web.Browsing;
using Holdfast.Web.OnFakes;
using Microsoft.Playwright;

namespace Holdfast.Web.Pages;

/// <summary>Nobody touches a mouse.</summary>
public sealed class KeyboardTests(Chromium chromium)
{
    private const int MostSteps = 60;

    [Fact]
    public async Task SignInToDownloadToSignOut_KeyboardOnly_Works()
    {
        await using var visit = await Visit.BeginAsync(chromium, Look.WideLight);
        await visit.GoAsync("/");
        Assert.Equal("/sign-in", visit.Path);

        await UntilFirstFieldAsync(visit.Page);
        await visit.Page.Keyboard.TypeAsync(FakeWorld.UserName);
        await visit.Page.Keyboard.PressAsync("Tab");
        await visit.Page.Keyboard.TypeAsync(FakeWorld.Password);
        await visit.Page.Keyboard.PressAsync("Enter");
        await visit.Page.WaitForURLAsync(visit.Portal.Address + "/");

        await StepToAsync(visit.Page, "Set up a device");
        await visit.Page.Keyboard.PressAsync("Enter");
        await visit.Page.WaitForURLAsync("**/devices/new/office");
        await StepToAsync(visit.Page, "Name of the device");
        await visit.Page.Keyboard.TypeAsync("Phone");
        await StepToAsync(visit.Page, "WireGuard");
        await visit.Page.Keyboard.PressAsync("ArrowDown");
        await StepToAsync(visit.Page, "Set up");
        await visit.Page.Keyboard.PressAsync("Enter");
        await visit.Page.GetByText("Download office-phone.ovpn").WaitForAsync();

        await StepToAsync(visit.Page, "Download office-phone.ovpn");
        var download = await visit.Page.RunAndWaitForDownloadAsync(() => visit.Page.Keyboard.PressAsync("Enter"));
        Assert.Equal("office-phone.ovpn", download.SuggestedFilename);
        Assert.Equal(FakePeopleDesks.File, await File.ReadAllTextAsync(await download.PathAsync()));

        await StepToAsync(visit.Page, "Sign out", backwards: true);
        await visit.Page.Keyboard.PressAsync("Enter");
        await visit.Page.WaitForURLAsync("**/sign-in");
        await visit.GoAsync("/");
        Assert.Equal("/sign-in", visit.Path);
    }

    [Fact]
    public async Task EveryStop_Tab_HasVisibleFocus()
    {
        await using var visit = await Visit.BeginAsync(chromium, Look.WideLight);
        await visit.BeAsync(FakeWorld.AdministratorName);
        await visit.GoAsync("/admin/profiles/office");
        for (var step = 0; step < MostSteps; step++)
        {
            await visit.Page.Keyboard.PressAsync("Tab");
            var bare = await visit.Page.EvaluateAsync<string?>(
                "() => { const e = document.activeElement; return e === document.body || getComputedStyle(e).outlineStyle !== 'none' ? null : e.outerHTML; }"
            );
            Assert.Null(bare);
        }
    }

    [Fact]
    public async Task SkipLink_First_LeadsToTheContent()
    {
        await using var visit = await Visit.BeginAsync(chromium, Look.WideLight);
        await visit.BeAsync(FakeWorld.UserName);
        await visit.GoAsync("/");
        await visit.Page.Keyboard.PressAsync("Tab");
        await visit.Page.Keyboard.PressAsync("Enter");

        Assert.Equal("main", await visit.Page.EvaluateAsync<string>("document.activeElement.id"));
    }

    [Fact]
    public async Task RefusedForm_Answer_FocusIsOnTheSummaryAndLeadsToTheField()
    {
        await using var visit = await Visit.BeginAsync(chromium, Look.WideLight);
        await visit.GoAsync("/sign-in");
        await UntilFirstFieldAsync(visit.Page);
        await visit.Page.Keyboard.TypeAsync(FakeWorld.UserName);
        await visit.Page.Keyboard.PressAsync("Tab");
        await visit.Page.Keyboard.TypeAsync("wrong");
        await visit.Page.Keyboard.PressAsync("Enter");
        await visit.Page.WaitForSelectorAsync("[role=alert]");

        Assert.Equal("alert", await visit.Page.EvaluateAsync<string>("document.activeElement.getAttribute('role')"));
        Assert.StartsWith("Error: ", await visit.Page.TitleAsync(), StringComparison.Ordinal);
        await visit.Page.Keyboard.PressAsync("Tab");
        await visit.Page.Keyboard.PressAsync("Enter");
        Assert.Equal("userPass", await visit.Page.EvaluateAsync<string>("document.activeElement.name"));
    }

    /// <summary>The first field gets the focus by itself, but not before the page is drawn: what is typed earlier goes nowhere.</summary>
    private static Task UntilFirstFieldAsync(IPage page) =>
        page.WaitForFunctionAsync("document.activeElement.name === 'userName'");

    private static async Task StepToAsync(IPage page, string name, bool backwards = false)
    {
        for (var step = 0; step < MostSteps; step++)
        {
            await page.Keyboard.PressAsync(backwards ? "Shift+Tab" : "Tab");
            var focused = await page.EvaluateAsync<string>(
                "() => { const e = document.activeElement; return ((e.labels && e.labels[0]) || e).textContent.trim(); }"
            );
            if (focused.StartsWith(name, StringComparison.Ordinal))
            {
                return;
            }
        }

        Assert.Fail($"No way to “{name}” with the keyboard.");
    }
}
