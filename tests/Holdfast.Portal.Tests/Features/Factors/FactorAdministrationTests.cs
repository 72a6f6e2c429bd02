using System.Net;
using System.Text.Json.Nodes;
using Holdfast.Portal.Tests.Running;

namespace Holdfast.Portal.Tests.Features.Factors;

/// <summary>What an administrator does for somebody whose phone is lost, or who forgot the password.</summary>
public sealed class FactorAdministrationTests(RunningPortal portal) : IClassFixture<RunningPortal>
{
    private const string NewPassword = "violet harbour tractor moss";

    [Fact]
    public async Task Factors_Asked_AreShownWithoutSecrets()
    {
        var (name, _) = await portal.AddUserWithAppAsync();
        var report = await portal.GetAsync($"/users/{name}/factors");

        Assert.Equal(10, report["recoveryCodes"]!.GetValue<int>());
        Assert.NotNull(report["app"]!["addedAt"]);
        Assert.Equal(["addedAt"], report["app"]!.AsObject().Select(member => member.Key));
        Assert.Contains(name, NamesOf(await portal.GetAsync("/users?limit=1000")));
        Assert.DoesNotContain(name, NamesOf(await portal.GetAsync("/users?withoutFactor=true&limit=1000")));
    }

    [Fact]
    public async Task Reset_EndsBrowsersAndThePasswordIsEnough()
    {
        var (name, inHand) = await portal.AddUserWithAppAsync();
        using var app = portal.NewApp();
        await app.SignInAsync(name);
        using var signedIn = await app.TryCodeAsync(portal.CodeOf(inHand.Secret));
        using var reset = await portal.Admin.DeleteAsync($"/api/admin/v1/users/{name}/factors");

        Assert.Equal(HttpStatusCode.NoContent, reset.StatusCode);
        Assert.Equal("/sign-in", await app.LedToAsync("/"));
        Assert.Equal(name, (await portal.AuditAsync("factor.reset"))!["subject"]!.GetValue<string>());
        using var again = portal.NewApp();
        await again.SignInAsync(name);
        Assert.Null(await again.LedToAsync("/"));
    }

    [Theory]
    [InlineData("GET", "/factors")]
    [InlineData("DELETE", "/factors")]
    [InlineData("POST", "/reset-link")]
    public async Task Call_UnknownUser_IsNotFound(string method, string what)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), $"/api/admin/v1/users/nobody{what}");
        using var answer = await portal.Admin.SendAsync(request);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal(["HF-1150 nobody"], await AdminCalls.ProblemsAsync(answer));
    }

    [Fact]
    public async Task Link_SetsThePasswordOnceAndAsksForTheFactorStill()
    {
        var (name, _) = await portal.AddUserWithAppAsync();
        var link = await MakeLinkAsync(name);
        using var app = portal.NewApp();
        await app.SignInAsync(name);

        using var weak = await SetAsync(app, link, "short", "short");
        Assert.Contains("HF-1111", await weak.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        using var twice = await SetAsync(app, link, NewPassword, NewPassword + "!");
        Assert.Contains("HF-1160", await twice.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        using var done = await SetAsync(app, link, NewPassword, NewPassword);
        Assert.Equal("/sign-in", done.Headers.Location!.OriginalString);
        Assert.Equal("/sign-in", await app.LedToAsync("/"));

        await app.SignInAsync(name, NewPassword);
        Assert.Equal("/sign-in/second", await app.LedToAsync("/"));
        using var void_ = await app.Http.GetAsync(link);
        Assert.Equal(HttpStatusCode.NotFound, void_.StatusCode);
        Assert.Contains("HF-2213", await void_.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("another link")]
    [InlineData("another password")]
    [InlineData("disabled")]
    [InlineData("a day")]
    public async Task Link_After_IsVoid(string what)
    {
        var name = await portal.AddUserAsync();
        var link = await MakeLinkAsync(name);
        switch (what)
        {
            case "another link":
                await MakeLinkAsync(name);
                break;
            case "another password":
                await portal.DoAsync(HttpMethod.Patch, $"/users/{name}", $$"""{"password":"{{NewPassword}}"}""");
                break;
            case "disabled":
                await portal.DoAsync(HttpMethod.Patch, $"/users/{name}", """{"disabled":true}""");
                break;
            default:
                portal.Clock.PutForward(TimeSpan.FromDays(1));
                break;
        }

        using var app = portal.NewApp();
        using var answer = await app.Http.GetAsync(link);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Theory]
    [InlineData("")]
    [InlineData("?token=")]
    [InlineData("?token=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public async Task Link_MadeUp_IsVoid(string query)
    {
        using var app = portal.NewApp();
        using var answer = await app.Http.GetAsync("/reset-password" + query);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Theory]
    [InlineData("ResetFactors")]
    [InlineData("ResetLink")]
    public async Task Button_NotAnAdministrator_IsRefused(string handler)
    {
        var (victim, inHand) = await portal.AddUserWithAppAsync();
        using var app = portal.NewApp();
        await app.SignInAsync(await portal.AddUserAsync());
        var found = await portal.Database.ReadAsync(
            unit => new Data.Stores().Users.FindByKeyAsync(unit, victim),
            CancellationToken.None
        );
        using var answer = await app.PostAsync(
            $"/admin/users/{found!.Id}?handler={handler}",
            await app.Http.GetStringAsync("/")
        );

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.NotNull(inHand);
        Assert.NotNull((await portal.GetAsync($"/users/{victim}/factors"))["app"]);
    }

    private static IEnumerable<string> NamesOf(JsonNode list) =>
        list["items"]!.AsArray().Select(user => user!["name"]!.GetValue<string>());

    private async Task<string> MakeLinkAsync(string name)
    {
        using var answer = await portal.Admin.PostAsync($"/api/admin/v1/users/{name}/reset-link", content: null);
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        var address = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["address"]!.GetValue<string>();
        Assert.StartsWith(portal.Options.PublicUrl, address, StringComparison.Ordinal);
        return new Uri(address).PathAndQuery;
    }

    private static async Task<HttpResponseMessage> SetAsync(TestApp app, string link, string one, string other) =>
        await app.PostAsync(
            link,
            await app.Http.GetStringAsync(link),
            ("newPassword", one),
            ("repeatedPassword", other)
        );
}
