using Holdfast.Portal.Tests.Running;
using Holdfast.Web.Browsing;
using Microsoft.Playwright;

namespace Holdfast.Web.Stories;

/// <summary>Passkeys in the real browser, with the authenticator that its developer tools give it.</summary>
public sealed class PasskeyStoryTests(Chromium chromium, RunningPortal portal) : IClassFixture<RunningPortal>
{
    [Fact]
    public async Task Passkey_AddedOnAccount_SignsInAloneAndAsSecondStep()
    {
        var name = await portal.AddUserAsync();
        await using var visit = await StoryVisit.BeginAsync(portal, chromium);
        await GiveAuthenticatorAsync(visit.Page);
        await visit.GoAsync("/account/factors");
        await visit.SignInAsync(name, TestApp.Password);
        await visit.FollowAsync("Add a passkey");
        await visit.Page.FillAsync("[name=name]", "This browser");
        await visit.PressAsync("Add the passkey");
        Assert.Equal(10, (await visit.Page.InnerTextAsync("#recovery-codes")).Trim().Split('\n').Length);
        await visit.FollowAsync("I have kept them");
        await visit.GoAsync("/account/factors");
        Assert.Contains("This browser", await visit.Page.InnerTextAsync("main"), StringComparison.Ordinal);
        await Screens.SaveAsync(visit.Page, "story-passkey");

        await visit.PressAsync("Sign out");
        await visit.GoAsync("/sign-in");
        await visit.PressAsync("Sign in with a passkey");
        await visit.Page.WaitForURLAsync(portal.Options.PublicUrl + "/");

        await visit.PressAsync("Sign out");
        await visit.GoAsync("/account");
        await visit.SignInAsync(name, TestApp.Password);
        Assert.StartsWith("/sign-in/second", visit.Path, StringComparison.Ordinal);
        await visit.PressAsync("Use a passkey");
        await visit.Page.WaitForURLAsync(portal.Options.PublicUrl + "/account");
        Assert.Contains("with a passkey", await visit.Page.InnerTextAsync("main"), StringComparison.Ordinal);
    }

    private static async Task GiveAuthenticatorAsync(IPage page)
    {
        var tools = await page.Context.NewCDPSessionAsync(page);
        await tools.SendAsync("WebAuthn.enable");
        await tools.SendAsync(
            "WebAuthn.addVirtualAuthenticator",
            new Dictionary<string, object>
            {
                ["options"] = new Dictionary<string, object>
                {
                    ["protocol"] = "ctap2",
                    ["transport"] = "internal",
                    ["hasResidentKey"] = true,
                    ["hasUserVerification"] = true,
                    ["isUserVerified"] = true,
                    ["automaticPresenceSimulation"] = true,
                },
            }
        );
    }
}
