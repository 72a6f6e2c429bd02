using System.Net;
using Holdfast.Portal.Tests.Running;

namespace Holdfast.Portal.Tests.Features.Factors;

/// <summary>A profile that needs a second factor.</summary>
public sealed class FactorProfileTests(RunningPortal portal) : IClassFixture<RunningPortal>, IAsyncLifetime
{
    private const string Device = "/devices/new/default";

    public async ValueTask InitializeAsync() => await NeedAsync(needed: true);

    public async ValueTask DisposeAsync() => await NeedAsync(needed: false);

    [Fact]
    public async Task Device_PasswordOnly_LeadsToEnrolmentAndThenWorks()
    {
        using var app = portal.NewApp();
        await app.SignInAsync(await portal.AddUserAsync());
        Assert.Equal("/account/factors", await app.LedToAsync(Device));

        using var forced = await app.PostAsync(
            Device,
            await app.Http.GetStringAsync("/account/factors/app"),
            ("name", "x")
        );
        Assert.Equal("/account/factors", forced.Headers.Location?.OriginalString.Split('?')[0]);

        await portal.AddAppAsync(app);
        var page = await app.Http.GetStringAsync(Device);
        using var made = await app.PostAsync(Device, page, ("name", "Phone"), ("protocol", "wireguard"));
        Assert.Contains("Phone is ready", await made.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task App_PasswordOnly_LeadsToEnrolmentAndThenConnects()
    {
        using var app = portal.NewApp();
        await app.SignInAsync(await portal.AddUserAsync());
        var path = TestApp.AuthorizePath(app.AuthorizeParameters());
        Assert.Equal("/account/factors", await app.LedToAsync(path));
        using var forced = await app.PostAsync(
            path,
            await app.Http.GetStringAsync("/account/factors/app"),
            ("approve", "yes")
        );
        Assert.Equal("/account/factors", forced.Headers.Location?.OriginalString.Split('?')[0]);

        await portal.AddAppAsync(app, path);
        var back = await app.ApproveAsync();
        await app.KeepAsync(app.CodeGrant(back["code"]!));
        using var connected = await app.ConnectAsync(TestApp.NewKey(), accept: "application/x-wireguard-profile");
        Assert.Equal(HttpStatusCode.OK, connected.StatusCode);
    }

    [Fact]
    public async Task App_Denied_NeedsNoFactor()
    {
        using var app = portal.NewApp();
        await app.SignInAsync(await portal.AddUserAsync());
        await NeedAsync(needed: false);
        var path = TestApp.AuthorizePath(app.AuthorizeParameters());
        var page = await app.Http.GetStringAsync(path);
        await NeedAsync(needed: true);
        using var answer = await app.PostAsync(path, page, ("approve", "no"));

        Assert.Contains("access_denied", answer.Headers.Location!.Query, StringComparison.Ordinal);
    }

    [Fact]
    public async Task App_ApprovedBeforeTheRule_NeitherSeesNorGetsIt()
    {
        await NeedAsync(needed: false);
        using var app = portal.NewApp();
        await app.AuthorizeAsync(await portal.AddUserAsync());
        await NeedAsync(needed: true);

        using var info = await app.ApiAsync(HttpMethod.Get, "/info");
        Assert.DoesNotContain("default", await info.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        using var refused = await app.ConnectAsync(TestApp.NewKey(), accept: "application/x-wireguard-profile");
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        Assert.Contains("HF-2214", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    private async Task NeedAsync(bool needed)
    {
        var profile = (await portal.GetAsync("/profiles/default")).AsObject();
        profile["secondFactor"] = needed;
        await portal.DoAsync(HttpMethod.Put, "/profiles/default", profile.ToJsonString());
    }
}
