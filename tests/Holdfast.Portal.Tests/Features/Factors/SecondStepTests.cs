using System.Diagnostics;
using System.Net;
using Holdfast.Portal.Tests.Running;

namespace Holdfast.Portal.Tests.Features.Factors;

/// <summary>After the password of a local user.</summary>
public sealed class SecondStepTests(RunningPortal portal) : IClassFixture<RunningPortal>
{
    private const string Second = "/sign-in/second";

    [Fact]
    public async Task Enrol_ByPicture_GivesTenRecoveryCodesOnce()
    {
        using var app = portal.NewApp();
        await app.SignInAsync(await portal.AddUserAsync());
        var inHand = await portal.AddAppAsync(app);

        Assert.Equal(10, inHand.RecoveryCodes.Distinct().Count());
        var page = await app.Http.GetStringAsync("/account/factors");
        Assert.Contains("<strong>10</strong> of 10", page, StringComparison.Ordinal);
        Assert.DoesNotContain(inHand.RecoveryCodes[0], page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Enrol_WrongCode_SameSecretAgainAndNothingStored()
    {
        using var app = portal.NewApp();
        await app.SignInAsync(await portal.AddUserAsync());
        var page = await app.Http.GetStringAsync(FactorSteps.NewApp);
        using var answer = await app.PostAsync(FactorSteps.NewApp, page, ("code", "abc"));
        var again = await answer.Content.ReadAsStringAsync();

        Assert.Contains("HF-2201", again, StringComparison.Ordinal);
        Assert.Equal(SecretOn(page), SecretOn(again));
        Assert.Contains(
            "Add an authenticator app",
            await app.Http.GetStringAsync("/account/factors"),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Password_OfSomebodyWithAFactor_OpensTheSecondStepOnly()
    {
        var (name, _) = await portal.AddUserWithAppAsync();
        using var app = portal.NewApp();
        await app.SignInAsync(name);

        foreach (
            var path in new[]
            {
                "/",
                "/account",
                "/account/factors",
                FactorSteps.NewApp,
                "/account/confirm",
                "/account/password",
                "/devices/new/default",
            }
        )
        {
            Assert.Equal(Second, await app.LedToAsync(path));
        }

        Assert.Equal(Second, await app.LedToAsync(TestApp.AuthorizePath(app.AuthorizeParameters())));
    }

    [Fact]
    public async Task Code_Right_SignsInAndLeadsOn()
    {
        var (name, inHand) = await portal.AddUserWithAppAsync();
        using var app = portal.NewApp();
        await app.SignInAsync(name);
        using var answer = await app.PostStepAsync(
            $"{Second}?returnTo=%2Faccount",
            "Code",
            ("code", portal.CodeOf(inHand.Secret))
        );

        Assert.Equal("/account", answer.Headers.Location!.OriginalString);
        Assert.Contains(
            "with an authenticator app",
            await app.Http.GetStringAsync("/account"),
            StringComparison.Ordinal
        );
        Assert.Equal("/", await app.LedToAsync(Second));
        Assert.Contains("totp", (await portal.AuditAsync("sign-in"))!.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task RecoveryCode_WorksOnceEach()
    {
        var (name, inHand) = await portal.AddUserWithAppAsync();
        using var app = portal.NewApp();
        await app.SignInAsync(name);
        using var used = await app.TryRecoveryCodeAsync(inHand.RecoveryCodes[3].ToLowerInvariant());
        Assert.Equal(HttpStatusCode.Redirect, used.StatusCode);
        Assert.Contains(
            "<strong>9</strong> of 10",
            await app.Http.GetStringAsync("/account/factors"),
            StringComparison.Ordinal
        );

        using var another = portal.NewApp();
        await another.SignInAsync(name);
        using var again = await another.TryRecoveryCodeAsync(inHand.RecoveryCodes[3]);
        Assert.Contains("HF-2202", await again.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(Second, await another.LedToAsync("/"));
    }

    [Fact]
    public async Task Codes_ManyAtOnce_NoMoreThanAllowedAreTried()
    {
        var (name, inHand) = await portal.AddUserWithAppAsync();
        using var app = portal.NewApp();
        await app.SignInAsync(name);
        var page = await app.Http.GetStringAsync(Second);
        var clock = Stopwatch.StartNew();

        var answers = await Task.WhenAll(
            Enumerable
                .Range(0, 30)
                .Select(async _ =>
                {
                    using var answer = await app.PostAsync(
                        $"{Second}?handler=Code",
                        page,
                        ("code", portal.WrongCode(inHand.Secret))
                    );
                    return await answer.Content.ReadAsStringAsync();
                })
        );

        // Five are free and the sixth is not yet known to be too many; a machine that takes seconds for all gives time for some more.
        var later = (int)Math.Log2(1 + clock.Elapsed.TotalSeconds);
        Assert.InRange(answers.Count(answer => answer.Contains("HF-2201", StringComparison.Ordinal)), 1, 6 + later);
    }

    [Fact]
    public async Task HalfSignedIn_TooLong_IsOver()
    {
        var (name, _) = await portal.AddUserWithAppAsync();
        using var app = portal.NewApp();
        await app.SignInAsync(name);
        portal.Clock.PutForward(TimeSpan.FromMinutes(11));

        Assert.Equal("/sign-in", await app.LedToAsync(Second));
    }

    [Fact]
    public async Task SessionFromBeforeTheFactor_MustProveIt()
    {
        var name = await portal.AddUserAsync();
        using var early = portal.NewApp();
        await early.SignInAsync(name);
        using var app = portal.NewApp();
        await app.SignInAsync(name);
        await portal.AddAppAsync(app);

        Assert.Null(await app.LedToAsync("/account"));
        Assert.Equal(Second, await early.LedToAsync("/account"));
    }

    [Fact]
    public async Task Cookie_FromBeforeTheSecondStep_IsWorthNothingAfter()
    {
        var (name, inHand) = await portal.AddUserWithAppAsync();
        using var app = portal.NewApp();
        using var thief = portal.NewApp();
        await app.SignInAsync(name);
        thief.CopyCookies(app);
        using var answer = await app.TryCodeAsync(portal.CodeOf(inHand.Secret));

        Assert.Equal("/sign-in", await thief.LedToAsync("/account"));
    }

    [Fact]
    public async Task App_Approved_AfterTheSecondStep()
    {
        var (name, inHand) = await portal.AddUserWithAppAsync();
        using var app = portal.NewApp();
        await app.SignInAsync(name);
        using var answer = await app.TryCodeAsync(portal.CodeOf(inHand.Secret));
        var back = await app.ApproveAsync();
        await app.KeepAsync(app.CodeGrant(back["code"]!));
        using var connected = await app.ConnectAsync(TestApp.NewKey(), accept: "application/x-wireguard-profile");

        Assert.Equal(HttpStatusCode.OK, connected.StatusCode);
    }

    private static string SecretOn(string page) => page[page.IndexOf("app-secret", StringComparison.Ordinal)..][..80];
}
