using System.Net;
using Holdfast.Portal.Tests.Running;

namespace Holdfast.Portal.Tests.Features.Factors;

/// <summary>Who must have a second factor. Source (local) × demanded × has × used, at the pages.</summary>
public sealed class FactorDemandTests(RunningPortal portal) : IClassFixture<RunningPortal>
{
    private const string Home = "/";

    /// <summary>By which rule; whether it has a factor; what is given after the password; where that leads who asks for the home page.</summary>
    [Theory]
    [InlineData("none", false, "nothing", null)]
    [InlineData("none", true, "nothing", "/sign-in/second")]
    [InlineData("none", true, "wrong code", "/sign-in/second")]
    [InlineData("none", true, "wrong recovery code", "/sign-in/second")]
    [InlineData("none", true, "code", null)]
    [InlineData("none", true, "recovery code", null)]
    [InlineData("group", false, "nothing", "/account/factors")]
    [InlineData("group", true, "nothing", "/sign-in/second")]
    [InlineData("group", true, "wrong code", "/sign-in/second")]
    [InlineData("group", true, "wrong recovery code", "/sign-in/second")]
    [InlineData("group", true, "code", null)]
    [InlineData("group", true, "recovery code", null)]
    [InlineData("everybody", false, "nothing", "/account/factors")]
    [InlineData("everybody", true, "nothing", "/sign-in/second")]
    [InlineData("everybody", true, "code", null)]
    [InlineData("administrators", false, "nothing", null)]
    public async Task SignIn_LocalUser_LeadsWhereItShould(string rule, bool has, string given, string? ledTo)
    {
        await SetRuleAsync("none");
        var name = await portal.AddUserAsync(null, rule == "group" ? "finance" : "staff");
        var inHand = has ? await EnrolAsync(name) : null;
        await SetRuleAsync(rule);

        using var app = portal.NewApp();
        await app.SignInAsync(name);
        await GiveAsync(app, given, inHand);

        Assert.Equal(ledTo, await app.LedToAsync(Home));
        await SetRuleAsync("none");
    }

    [Fact]
    public async Task Demanded_HasNone_DoesNothingElseBeforeAndThenGoesOn()
    {
        await SetRuleAsync("group");
        using var app = portal.NewApp();
        await app.SignInAsync(await portal.AddUserAsync(null, "finance"));
        var authorize = TestApp.AuthorizePath(app.AuthorizeParameters());
        foreach (var path in new[] { "/", "/account", "/devices/new/default", authorize })
        {
            Assert.Equal("/account/factors", await app.LedToAsync(path));
        }

        using var approved = await app.PostAsync(
            authorize,
            await app.Http.GetStringAsync(FactorSteps.NewApp),
            ("approve", "yes")
        );
        Assert.Equal("/account/factors", approved.Headers.Location!.OriginalString.Split('?')[0]);

        await portal.AddAppAsync(app, authorize);
        Assert.NotNull((await app.ApproveAsync())["code"]);
        await SetRuleAsync("none");
    }

    [Fact]
    public async Task Demanded_LastFactor_IsNotRemoved()
    {
        await SetRuleAsync("everybody");
        using var app = portal.NewApp();
        await app.SignInAsync(await portal.AddUserAsync());
        await portal.AddAppAsync(app);
        using var refused = await app.PostStepAsync("/account/factors", "RemoveApp");
        Assert.Contains("HF-2210", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);

        await SetRuleAsync("none");
        using var removed = await app.PostStepAsync("/account/factors", "RemoveApp");
        Assert.Equal(HttpStatusCode.Redirect, removed.StatusCode);
        var page = await app.Http.GetStringAsync("/account/factors");
        Assert.DoesNotContain("Recovery codes", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Settings_Wrong_AreAllNamed()
    {
        using var answer = await portal.SendAsync(
            HttpMethod.Patch,
            "/settings",
            """{"secondFactor":"some","secondFactorGroups":"a b, c!"}"""
        );

        Assert.Equal(["HF-2215 secondFactor", "HF-2216 secondFactorGroups"], await AdminCalls.ProblemsAsync(answer));
    }

    private async Task<AppInHand> EnrolAsync(string name)
    {
        using var app = portal.NewApp();
        await app.SignInAsync(name);
        var inHand = await portal.AddAppAsync(app);
        portal.NextCode();
        return inHand;
    }

    private Task SetRuleAsync(string rule) =>
        portal.SetAsync(
            new
            {
                secondFactor = rule is "everybody" or "administrators" ? rule : "nobody",
                secondFactorGroups = rule == "group" ? "finance, board" : "",
            }
        );

    private async Task GiveAsync(TestApp app, string given, AppInHand? inHand)
    {
        using var answer = given switch
        {
            "code" => await app.TryCodeAsync(portal.CodeOf(inHand!.Secret)),
            "wrong code" => await app.TryCodeAsync(portal.WrongCode(inHand!.Secret)),
            "recovery code" => await app.TryRecoveryCodeAsync(inHand!.RecoveryCodes[0]),
            "wrong recovery code" => await app.TryRecoveryCodeAsync("0000-0000-0000-0000"),
            _ => null,
        };
    }
}
