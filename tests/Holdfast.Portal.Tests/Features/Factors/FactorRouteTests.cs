using System.Net;
using System.Text.RegularExpressions;
using Holdfast.Portal.Tests.Running;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Holdfast.Portal.Tests.Features.Factors;

/// <summary>Every page of the portal, whatever is added: what it does to somebody whose second factor is missing, or proven long ago.</summary>
public sealed partial class FactorRouteTests(RunningPortal portal) : IClassFixture<RunningPortal>
{
    private static readonly string[] ForEverybody = ["/sign-in", "/sign-out", "/reset-password", "/problem/404"];

    /// <summary>The way to a provider and back: who comes back is asked for the factor then.</summary>
    private const string AtProviders = "/sign-in/at/";

    private static readonly string[] ToEnrol =
    [
        "/account/factors",
        "/account/factors/app",
        "/account/factors/passkey",
        "/account/confirm",
    ];

    private static readonly string[] OnlyFresh = ["/account/factors/app", "/account/factors/passkey"];

    [Fact]
    public async Task Pages_FactorNotProven_LeadToTheSecondStep()
    {
        using var app = await AdministratorAsync(proven: false);
        foreach (var path in (await PathsAsync()).Except([.. ForEverybody, "/sign-in/second"]))
        {
            Assert.Equal((path, "/sign-in/second"), (path, await app.LedToAsync(path)));
            using var posted = await app.PostAsync(path, await app.Http.GetStringAsync("/sign-in"));
            Assert.Equal((path, "/sign-in/second"), (path, posted.Headers.Location?.OriginalString.Split('?')[0]));
        }

        using var news = await app.Http.GetAsync("/admin/nodes/changes");
        Assert.Equal(HttpStatusCode.Forbidden, news.StatusCode);
    }

    [Fact]
    public async Task Pages_FactorMissing_LeadToEnrolment()
    {
        using var app = portal.NewApp();
        await app.SignInAsync(await AddAdministratorAsync());
        await portal.SetAsync(new { secondFactor = "everybody" });
        foreach (var path in (await PathsAsync()).Except([.. ForEverybody, .. ToEnrol, "/sign-in/second"]))
        {
            Assert.Equal((path, "/account/factors"), (path, await app.LedToAsync(path)));
        }

        foreach (var path in ToEnrol)
        {
            Assert.Equal((path, null), (path, await app.LedToAsync(path)));
        }

        using var news = await app.Http.GetAsync("/admin/nodes/changes");
        Assert.Equal(HttpStatusCode.Forbidden, news.StatusCode);
        await portal.SetAsync(new { secondFactor = "nobody" });
    }

    [Fact]
    public async Task Pages_FactorProvenLongAgo_AskAgainWhereItMatters()
    {
        using var app = await AdministratorAsync(proven: true);
        foreach (var path in (await PathsAsync()).Except([.. ForEverybody, "/sign-in/second"]))
        {
            Assert.Equal((path, null), (path, await app.LedToAsync(path)));
        }

        portal.Clock.PutForward(TimeSpan.FromMinutes(16));
        foreach (var path in (await PathsAsync()).Except([.. ForEverybody, "/sign-in/second"]))
        {
            var ledTo = OnlyFresh.Contains(path) ? "/account/confirm" : null;
            Assert.Equal((path, ledTo), (path, await app.LedToAsync(path)));
        }
    }

    [Theory]
    [InlineData("/account/factors", "RemoveApp")]
    [InlineData("/account/factors", "RecoveryCodes")]
    [InlineData("/account/factors", "RemovePasskey")]
    [InlineData("/admin/users/{id}", "ResetFactors")]
    [InlineData("/admin/users/{id}", "ResetLink")]
    [InlineData("/admin/users/{id}", "ResetPassword")]
    public async Task Button_FactorProvenLongAgo_AsksAgainAndDoesNothing(string page, string handler)
    {
        using var app = await AdministratorAsync(proven: true);
        var path = page.Replace("{id}", await OwnIdAsync(app), StringComparison.Ordinal);
        portal.Clock.PutForward(TimeSpan.FromMinutes(16));
        using var asked = await app.PostStepAsync(path, handler);

        Assert.Equal("/account/confirm", asked.Headers.Location?.OriginalString.Split('?')[0]);
        Assert.Contains("of 10", await app.Http.GetStringAsync("/account/factors"), StringComparison.Ordinal);

        using var wrong = await app.PostStepAsync("/account/confirm", "Password", ("password", "wrong"));
        Assert.Equal(HttpStatusCode.BadRequest, wrong.StatusCode);
        Assert.Equal("/account/confirm", await app.LedToAsync("/account/factors/app"));
        using var right = await app.PostStepAsync("/account/confirm", "Password", ("password", TestApp.Password));
        Assert.Equal(HttpStatusCode.Redirect, right.StatusCode);
        using var done = await app.PostStepAsync(path, handler);
        Assert.NotEqual("/account/confirm", done.Headers.Location?.OriginalString.Split('?')[0]);
    }

    private async Task<TestApp> AdministratorAsync(bool proven)
    {
        var name = await AddAdministratorAsync();
        var app = portal.NewApp();
        await app.SignInAsync(name);
        await portal.AddAppAsync(app);
        if (proven)
        {
            return app;
        }

        app.Dispose();
        var half = portal.NewApp();
        await half.SignInAsync(name);
        return half;
    }

    private async Task<string> AddAdministratorAsync()
    {
        var name = await portal.AddUserAsync();
        await portal.DoAsync(HttpMethod.Patch, $"/users/{name}", """{"role":"administrator"}""");
        return name;
    }

    /// <summary>From the list of users, as the newest is the last.</summary>
    private static async Task<string> OwnIdAsync(TestApp app)
    {
        var name = Who().Match(await app.Http.GetStringAsync("/account")).Groups["name"].Value;
        return UserLink().Match(await app.Http.GetStringAsync($"/admin/users?search={name}")).Groups["id"].Value;
    }

    private async Task<List<string>> PathsAsync()
    {
        var admin = await portal.Database.ReadAsync(
            unit => new Data.Stores().Users.FindByKeyAsync(unit, "admin"),
            CancellationToken.None
        );
        return
        [
            .. portal
                .Services.GetRequiredService<EndpointDataSource>()
                .Endpoints.OfType<RouteEndpoint>()
                .Where(endpoint => endpoint.Metadata.GetMetadata<PageActionDescriptor>() is not null)
                .Select(endpoint => endpoint.RoutePattern.RawText!.TrimStart('/'))
                .Select(path => "/" + Parameters().Replace(path, given => ValueOf(given, admin!.Id)))
                .Where(path => !path.StartsWith(AtProviders, StringComparison.Ordinal))
                .Distinct(),
        ];
    }

    private static string ValueOf(Match parameter, Guid user) =>
        parameter.Groups["name"].Value == "status" ? "404"
        : parameter.Value.Contains("guid", StringComparison.Ordinal) ? user.ToString()
        : "default";

    [GeneratedRegex(@"\{(?<name>\w+)[^}]*\}")]
    private static partial Regex Parameters();

    [GeneratedRegex("""class="who">(?<name>[^<]+)<""")]
    private static partial Regex Who();

    [GeneratedRegex("/admin/users/(?<id>[0-9a-f-]{36})")]
    private static partial Regex UserLink();
}
