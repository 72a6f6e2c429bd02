using System.Net;
using System.Text.Json;
using Holdfast.Portal.Tests.Running;

namespace Holdfast.Portal.Tests.Features.OAuth;

public sealed class TokenTests(RunningPortal portal) : IClassFixture<RunningPortal>
{
    [Fact]
    public async Task Code_GivesTokensAsAppsReadThem()
    {
        using var app = await SignedInAsync();
        var back = await app.ApproveAsync();
        using var answer = await app.TokenAsync(app.CodeGrant(back["code"]!));
        using var tokens = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.True(answer.Headers.CacheControl!.NoStore);
        Assert.Equal("bearer", tokens.RootElement.GetProperty("token_type").GetString());
        Assert.InRange(tokens.RootElement.GetProperty("expires_in").GetInt32(), 3590, 3600);
        Assert.NotEmpty(tokens.RootElement.GetProperty("access_token").GetString()!);
        Assert.NotEmpty(tokens.RootElement.GetProperty("refresh_token").GetString()!);
    }

    [Fact]
    public async Task Code_UsedTwice_RevokesWhatItGave()
    {
        using var app = await SignedInAsync();
        var back = await app.ApproveAsync();
        var grant = app.CodeGrant(back["code"]!);
        await app.KeepAsync(grant);
        using var second = await app.TokenAsync(grant);
        using var call = await app.ApiAsync(HttpMethod.Get, "/info");

        await AssertErrorAsync(second, HttpStatusCode.BadRequest, "invalid_grant");
        Assert.Equal(HttpStatusCode.Unauthorized, call.StatusCode);
    }

    [Theory]
    [InlineData(
        "code_verifier",
        "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
        "invalid_grant",
        HttpStatusCode.BadRequest
    )]
    [InlineData("code_verifier", "short", "invalid_request", HttpStatusCode.BadRequest)]
    [InlineData("redirect_uri", "http://127.0.0.1:35668/callback", "invalid_grant", HttpStatusCode.BadRequest)]
    [InlineData("client_id", "org.eduvpn.app.linux", "invalid_grant", HttpStatusCode.BadRequest)]
    [InlineData("client_id", "org.example.unknown", "invalid_client", HttpStatusCode.Unauthorized)]
    [InlineData("grant_type", "password", "invalid_request", HttpStatusCode.BadRequest)]
    public async Task Code_RequestNotInOrder_IsRefused(string name, string value, string error, HttpStatusCode status)
    {
        using var app = await SignedInAsync();
        var back = await app.ApproveAsync();
        var grant = app.CodeGrant(back["code"]!);
        grant[name] = value;
        using var answer = await app.TokenAsync(grant);

        await AssertErrorAsync(answer, status, error);
    }

    [Fact]
    public async Task Refresh_GivesANewPair_AndTheOldTokenTheSameForAWhile()
    {
        using var app = await AuthorizedAsync();
        var first = app.RefreshToken!;
        await app.KeepAsync(app.RefreshGrant(first));
        var (access, second) = (app.AccessToken, app.RefreshToken);
        await app.KeepAsync(app.RefreshGrant(first));

        Assert.NotEqual(first, second);
        Assert.Equal((access, second), (app.AccessToken, app.RefreshToken));
        using var call = await app.ApiAsync(HttpMethod.Get, "/info");
        Assert.Equal(HttpStatusCode.OK, call.StatusCode);
    }

    [Fact]
    public async Task Refresh_ByManyAtOnce_GivesAllTheSame()
    {
        using var app = await AuthorizedAsync();
        var grant = app.RefreshGrant(app.RefreshToken!);
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => TokensAsync(app, grant)));

        Assert.Single(answers.Distinct());
    }

    [Fact]
    public async Task Refresh_WithATokenTwoGenerationsOld_RevokesTheAuthorization()
    {
        using var app = await AuthorizedAsync();
        var first = app.RefreshToken!;
        await app.KeepAsync(app.RefreshGrant(first));
        await app.KeepAsync(app.RefreshGrant(app.RefreshToken!));
        using var replayed = await app.TokenAsync(app.RefreshGrant(first));
        using var current = await app.TokenAsync(app.RefreshGrant(app.RefreshToken!));
        using var call = await app.ApiAsync(HttpMethod.Get, "/info");

        await AssertErrorAsync(replayed, HttpStatusCode.BadRequest, "invalid_grant");
        await AssertErrorAsync(current, HttpStatusCode.BadRequest, "invalid_grant");
        Assert.Equal(HttpStatusCode.Unauthorized, call.StatusCode);
    }

    [Theory]
    [InlineData("application/json", "{}")]
    [InlineData("text/plain", "grant_type=refresh_token")]
    [InlineData("application/x-www-form-urlencoded", "grant_type=refresh_token&grant_type=refresh_token")]
    [InlineData("application/x-www-form-urlencoded", "%zz=%zz")]
    [InlineData("application/x-www-form-urlencoded", "")]
    public async Task Body_Malformed_IsRefused(string contentType, string body)
    {
        using var app = portal.NewApp();
        using var content = new StringContent(body, System.Text.Encoding.ASCII, contentType);
        using var answer = await app.Http.PostAsync("/vpn-user-portal/oauth/token", content);

        await AssertErrorAsync(answer, HttpStatusCode.BadRequest, "invalid_request");
    }

    [Fact]
    public async Task Body_TooLarge_IsRefused()
    {
        using var app = portal.NewApp();
        using var content = new FormUrlEncodedContent([KeyValuePair.Create("code", new string('a', 200_000))]);
        using var answer = await app.Http.PostAsync("/vpn-user-portal/oauth/token", content);

        await AssertErrorAsync(answer, HttpStatusCode.BadRequest, "invalid_request");
    }

    private static async Task<string> TokensAsync(TestApp app, Dictionary<string, string> grant)
    {
        using var answer = await app.TokenAsync(grant);
        using var tokens = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        return tokens.RootElement.GetProperty("refresh_token").GetString()!;
    }

    private async Task<TestApp> SignedInAsync()
    {
        var app = portal.NewApp();
        await app.SignInAsync("admin", portal.AdminPassword);
        return app;
    }

    private async Task<TestApp> AuthorizedAsync()
    {
        var app = portal.NewApp();
        await app.AuthorizeAsync(await portal.AddUserAsync());
        return app;
    }

    private static async Task AssertErrorAsync(HttpResponseMessage answer, HttpStatusCode status, string error)
    {
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == status, text);
        using var body = JsonDocument.Parse(text);
        Assert.Equal(error, body.RootElement.GetProperty("error").GetString());
    }
}
