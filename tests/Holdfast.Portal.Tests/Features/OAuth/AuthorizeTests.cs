using System.Net;
using System.Web;
using Holdfast.Portal.Tests.Running;

namespace Holdfast.Portal.Tests.Features.OAuth;

public sealed class AuthorizeTests(RunningPortal portal) : IClassFixture<RunningPortal>
{
    public static TheoryData<string, string> KnownApps()
    {
        var data = new TheoryData<string, string>();
        foreach (var family in new[] { "org.eduvpn.app", "org.letsconnect-vpn.app", "org.govvpn.app" })
        {
            data.Add($"{family}.windows", "http://127.0.0.1:1024/callback");
            data.Add($"{family}.linux", "http://[::1]:65535/callback");
            data.Add($"{family}.macos", $"{family}.macos:/api/callback");
            data.Add($"{family}.ios", $"{family}.ios:/api/callback");
            data.Add($"{family}.android", $"{family}:/api/callback");
            data.Add($"{family}.android", $"{family}.android:/api/callback");
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(KnownApps))]
    public async Task Approve_KnownApp_ReturnsToItsAddress(string clientId, string redirectUri)
    {
        using var app = portal.NewApp(clientId);
        await app.SignInAsync("admin", portal.AdminPassword);
        var parameters = app.AuthorizeParameters();
        parameters["redirect_uri"] = redirectUri;
        var path = TestApp.AuthorizePath(parameters);
        using var answer = await app.PostAsync(path, await app.Http.GetStringAsync(path), ("approve", "yes"));

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        var location = answer.Headers.Location!.OriginalString;
        Assert.StartsWith(redirectUri + "?", location, StringComparison.Ordinal);
        var query = HttpUtility.ParseQueryString(location[(location.IndexOf('?') + 1)..]);
        Assert.Equal(app.State, query["state"]);
        Assert.Equal(portal.Options.PublicUrl, query["iss"]);
        Assert.NotEmpty(query["code"]!);
    }

    [Fact]
    public async Task Deny_TellsTheApp()
    {
        using var app = await SignedInAsync();
        var back = await app.ApproveAsync("no");

        Assert.Equal("access_denied", back["error"]);
        Assert.Equal(app.State, back["state"]);
        Assert.Null(back["code"]);
    }

    [Theory]
    [InlineData("client_id")]
    [InlineData("code_challenge")]
    [InlineData("code_challenge_method")]
    [InlineData("redirect_uri")]
    [InlineData("response_type")]
    [InlineData("scope")]
    [InlineData("state")]
    public async Task MissingParameter_ShowsAPage_AndRedirectsNobody(string missing)
    {
        using var app = await SignedInAsync();
        var parameters = app.AuthorizeParameters();
        parameters.Remove(missing);
        using var answer = await app.Http.GetAsync(TestApp.AuthorizePath(parameters));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("HF-12", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("client_id", "org.example.unknown")]
    [InlineData("redirect_uri", "http://127.0.0.1:35667/other")]
    [InlineData("redirect_uri", "http://127.0.0.1:80/callback")]
    [InlineData("redirect_uri", "http://localhost:35667/callback")]
    [InlineData("redirect_uri", "https://evil.example/callback")]
    public async Task Untrusted_ShowsAPage_AndRedirectsNobody(string name, string value)
    {
        using var app = await SignedInAsync();
        var parameters = app.AuthorizeParameters();
        parameters[name] = value;
        using var answer = await app.Http.GetAsync(TestApp.AuthorizePath(parameters));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Theory]
    [InlineData("code_challenge_method", "plain", "invalid_request")]
    [InlineData("response_type", "token", "unsupported_response_type")]
    [InlineData("scope", "admin", "invalid_scope")]
    public async Task RequestNotInOrder_TellsTheApp(string name, string value, string error)
    {
        using var app = await SignedInAsync();
        var parameters = app.AuthorizeParameters();
        parameters[name] = value;
        using var answer = await app.Http.GetAsync(TestApp.AuthorizePath(parameters));

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal(error, HttpUtility.ParseQueryString(answer.Headers.Location!.Query)["error"]);
    }

    [Fact]
    public async Task NotSignedIn_LeadsToSignIn_AndBack()
    {
        using var app = portal.NewApp();
        var path = TestApp.AuthorizePath(app.AuthorizeParameters());
        using var answer = await app.Http.GetAsync(path);

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        var signIn = answer.Headers.Location!.OriginalString;
        Assert.StartsWith("/sign-in", signIn, StringComparison.Ordinal);
        var page = await app.Http.GetStringAsync(signIn);
        using var signedIn = await app.PostAsync(
            signIn,
            page,
            ("userName", "admin"),
            ("userPass", portal.AdminPassword)
        );
        Assert.Equal(path, signedIn.Headers.Location!.OriginalString);
    }

    [Fact]
    public async Task Approve_WithoutFormToken_IsRefused()
    {
        using var app = await SignedInAsync();
        using var form = new FormUrlEncodedContent([KeyValuePair.Create("approve", "yes")]);
        using var answer = await app.Http.PostAsync(TestApp.AuthorizePath(app.AuthorizeParameters()), form);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    private async Task<TestApp> SignedInAsync()
    {
        var app = portal.NewApp();
        await app.SignInAsync("admin", portal.AdminPassword);
        return app;
    }
}
