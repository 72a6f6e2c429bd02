using System.Net;
using System.Text.Json;
using Holdfast.Portal.Tests.Running;

namespace Holdfast.Portal.Tests.Features.OAuth;

/// <summary>What has an end, over HTTP. One portal for each test: they put its clock forward.</summary>
public sealed class TokenLifeTests : IAsyncLifetime
{
    private readonly RunningPortal _portal = new();

    public ValueTask InitializeAsync() => _portal.InitializeAsync();

    public ValueTask DisposeAsync() => _portal.DisposeAsync();

    [Fact]
    public async Task Code_After4Minutes59_GivesTokens()
    {
        using var app = await SignedInAsync();
        var code = (await app.ApproveAsync())["code"]!;
        _portal.Clock.PutForward(new TimeSpan(0, 4, 50));
        using var answer = await app.TokenAsync(app.CodeGrant(code));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task Code_After5Minutes1_IsInvalidGrantAndGivesNothing()
    {
        using var app = await SignedInAsync();
        var code = (await app.ApproveAsync())["code"]!;
        _portal.Clock.PutForward(new TimeSpan(0, 5, 1));
        using var answer = await app.TokenAsync(app.CodeGrant(code));
        using var body = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("invalid_grant", body.RootElement.GetProperty("error").GetString());
        Assert.False(body.RootElement.TryGetProperty("access_token", out _));
    }

    [Fact]
    public async Task AccessToken_LifeIsSet_LivesSoLong()
    {
        await _portal.DoAsync(HttpMethod.Patch, "/settings", """{"accessTokenLife":"5m"}""");
        using var app = await SignedInAsync();
        using var answer = await app.TokenAsync(app.CodeGrant((await app.ApproveAsync())["code"]!));
        using var tokens = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        (app.AccessToken, app.RefreshToken) = (Text(tokens, "access_token"), Text(tokens, "refresh_token"));
        Assert.InRange(tokens.RootElement.GetProperty("expires_in").GetInt32(), 290, 300);

        _portal.Clock.PutForward(new TimeSpan(0, 4, 45));
        Assert.Equal(HttpStatusCode.OK, await InfoAsync(app));
        _portal.Clock.PutForward(new TimeSpan(0, 0, 16));
        Assert.Equal(HttpStatusCode.Unauthorized, await InfoAsync(app));
        await app.KeepAsync(app.RefreshGrant(app.RefreshToken!));
        Assert.Equal(HttpStatusCode.OK, await InfoAsync(app));
    }

    [Fact]
    public async Task AccessToken_LifeIsChanged_TheNextOneObeys()
    {
        using var app = await SignedInAsync();
        await app.KeepAsync(app.CodeGrant((await app.ApproveAsync())["code"]!));
        await _portal.DoAsync(HttpMethod.Patch, "/settings", """{"accessTokenLife":"2m"}""");
        using var answer = await app.TokenAsync(app.RefreshGrant(app.RefreshToken!));
        using var tokens = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());

        Assert.InRange(tokens.RootElement.GetProperty("expires_in").GetInt32(), 110, 120);
    }

    [Fact]
    public async Task RefreshToken_GraceIsZero_UsedTwiceIsReplayed()
    {
        await _portal.DoAsync(HttpMethod.Patch, "/settings", """{"refreshGrace":"0s"}""");
        using var app = await SignedInAsync();
        await app.KeepAsync(app.CodeGrant((await app.ApproveAsync())["code"]!));
        var grant = app.RefreshGrant(app.RefreshToken!);
        await app.KeepAsync(grant);
        _portal.Clock.PutForward(TimeSpan.FromSeconds(1));
        using var second = await app.TokenAsync(grant);

        Assert.Equal(HttpStatusCode.BadRequest, second.StatusCode);
    }

    [Fact]
    public async Task Session_LengthIsSet_EndsThen()
    {
        await _portal.DoAsync(HttpMethod.Patch, "/settings", """{"sessionExpiry":"1h","accessTokenLife":"1d"}""");
        using var app = await SignedInAsync();
        await app.KeepAsync(app.CodeGrant((await app.ApproveAsync())["code"]!));
        using var connected = await app.ConnectAsync(TestApp.NewKey(), "default", "application/x-wireguard-profile");
        var expires = connected.Content.Headers.Expires!.Value - _portal.Clock.GetUtcNow();
        Assert.InRange(expires.TotalMinutes, 59, 60);

        _portal.Clock.PutForward(new TimeSpan(1, 0, 1));
        Assert.Equal(HttpStatusCode.Unauthorized, await InfoAsync(app));
        using var refreshed = await app.TokenAsync(app.RefreshGrant(app.RefreshToken!));
        Assert.Equal(HttpStatusCode.BadRequest, refreshed.StatusCode);
    }

    private static string Text(JsonDocument tokens, string name) => tokens.RootElement.GetProperty(name).GetString()!;

    private static async Task<HttpStatusCode> InfoAsync(TestApp app)
    {
        using var answer = await app.ApiAsync(HttpMethod.Get, "/info");
        return answer.StatusCode;
    }

    private async Task<TestApp> SignedInAsync()
    {
        var app = _portal.NewApp();
        await app.SignInAsync(await _portal.AddUserAsync());
        return app;
    }
}
