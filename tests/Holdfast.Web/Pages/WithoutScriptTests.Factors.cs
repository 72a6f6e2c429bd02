using Holdfast.Web.OnFakes;
using Microsoft.Playwright;

namespace Holdfast.Web.Pages;

/// <summary>Second factors with JavaScript switched off: all but passkeys, which say so.</summary>
public sealed partial class WithoutScriptTests
{
    [Fact]
    public async Task SecondStep_WrongThenRight_LeadsOn()
    {
        await using var visit = await BeginAsync();
        await visit.SignInAsync(FakeWorld.CarefulName);
        Assert.Equal("/sign-in/second", visit.Path);
        await visit.Page.FillAsync("[name=code]", "000000");
        await PressAsync(visit, "Continue");
        Assert.Contains("HF-2201", await visit.Page.InnerTextAsync("[role=alert]"), StringComparison.Ordinal);
        await visit.Page.FillAsync("[name=code]", FakeFactors.Code);
        await PressAsync(visit, "Continue");

        Assert.Equal("/", visit.Path);
    }

    [Fact]
    public async Task Factor_Demanded_AppIsAddedAndLeadsOn()
    {
        await using var visit = await BeginAsync();
        await visit.BeAsync(FakeWorld.LateName);
        await visit.GoAsync("/devices/new/office");
        await visit.Page.GetByRole(AriaRole.Link, new() { Name = "Add an authenticator app" }).ClickAsync();
        var picture = await visit.Page.Locator("svg.qr").ScreenshotAsync();
        Assert.StartsWith("otpauth://totp/", await QrReader.ReadAsync(picture), StringComparison.Ordinal);
        await visit.Page.FillAsync("[name=code]", FakeFactors.Code);
        await PressAsync(visit, "Add the app");
        Assert.Equal(10, (await visit.Page.InnerTextAsync("#recovery-codes")).Split('\n').Length);
        await visit.Page.GetByRole(AriaRole.Link, new() { Name = "I have kept them" }).ClickAsync();

        Assert.Equal("/devices/new/office", visit.Path);
    }
}
