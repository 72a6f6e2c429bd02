using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Holdfast.Data.Users;
using Holdfast.Portal.Access;
using Holdfast.Portal.Tests.Running;

namespace Holdfast.Portal.Tests.Access;

/// <summary>Every page, every button and every call of the running portal, from the side of everybody who may and may not.</summary>
public sealed class RouteTableTests(RunningPortal portal) : IClassFixture<RunningPortal>
{
    /// <summary>As a page and as the API say it.</summary>
    private static readonly string[] Refusals = ["HF-1408", "HF-1410"];

    [Fact]
    public async Task Routes_All_SayWhatTheyNeed() =>
        Assert.DoesNotContain(await Routes.OfAsync(portal), route => route.Right is null);

    [Fact]
    public async Task Document_Table_IsWhatTheSourceDeclares()
    {
        var declared = RouteTable.Render(
            await Routes.OfAsync(portal),
            (route, role) => RoleRights.Of(role).Contains(route.Right!.Value),
            (route, scope) => ScopeRights.Of(scope).Contains(route.Right!.Value)
        );
        if (Environment.GetEnvironmentVariable("HOLDFAST_UPDATE") == "1")
        {
            RouteTable.WriteDocument(declared);
        }

        Assert.Equal(RouteTable.ReadDocument(), declared);
    }

    [Fact]
    public async Task Document_Table_IsWhatThePortalAnswers()
    {
        var routes = await Routes.OfAsync(portal);
        var pages = new HashSet<(Route, Role)>();
        foreach (var role in RouteTable.Roles)
        {
            using var browser = portal.NewApp();
            await browser.SignInAsync(await AddAsync(role));
            var shown = await browser.Http.GetStringAsync("/");
            foreach (var route in routes.Where(RouteTable.IsOfRole))
            {
                if (await IsOpenAsync(browser, route, shown))
                {
                    pages.Add((route, role));
                }
            }
        }

        var calls = new HashSet<(Route, TokenScope)>();
        foreach (var scope in RouteTable.Scopes)
        {
            using var program = await portal.ProgramAsync($"{scope}");
            foreach (var route in routes.Where(route => route.IsAdminApi))
            {
                if (await IsOpenAsync(program, route))
                {
                    calls.Add((route, scope));
                }

                // More than a person would ask in so short a time.
                portal.Clock.PutForward(TimeSpan.FromMilliseconds(100));
            }
        }

        Assert.Equal(
            RouteTable.ReadDocument(),
            RouteTable.Render(
                routes,
                (route, role) => pages.Contains((route, role)),
                (route, scope) => calls.Contains((route, scope))
            )
        );
    }

    [Fact]
    public async Task Nobody_IsLetInNowhere()
    {
        using var browser = portal.NewApp();
        var shown = await browser.Http.GetStringAsync("/sign-in");
        foreach (var route in (await Routes.OfAsync(portal)).Where(IsNotForEverybody))
        {
            using var answer = await AskAsync(browser, route, shown);
            var expected =
                route.IsAdminApi || route.Right == Right.OwnApp ? HttpStatusCode.Unauthorized
                : route.IsPage ? HttpStatusCode.Redirect
                : HttpStatusCode.Forbidden;
            Assert.Equal((route.Path, expected), (route.Path, answer.StatusCode));
            Assert.True(
                answer.Headers.Location?.OriginalString.StartsWith("/sign-in", StringComparison.Ordinal) != false
            );
        }
    }

    /// <summary>A cookie says nothing at the admin API: another site could make a browser send it.</summary>
    [Fact]
    public async Task AdminApi_AdministratorsCookie_IsRefused()
    {
        using var browser = portal.NewApp();
        await browser.SignInAsync(await AddAsync(Role.Administrator));
        foreach (var route in (await Routes.OfAsync(portal)).Where(route => route.IsAdminApi))
        {
            using var answer = await AskAsync(browser, route, shown: "");
            Assert.Equal((route.Path, HttpStatusCode.Unauthorized), (route.Path, answer.StatusCode));
        }
    }

    [Fact]
    public async Task Role_TakenAway_CountsAtTheNextRequest()
    {
        using var browser = portal.NewApp();
        var name = await AddAsync(Role.Auditor);
        await browser.SignInAsync(name);
        Assert.Contains("/admin/audit", await browser.Http.GetStringAsync("/admin"), StringComparison.Ordinal);

        await portal.DoAsync(HttpMethod.Patch, $"/users/{name}", """{"role":"help-desk"}""");

        using var refused = await browser.Http.GetAsync("/admin");
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        Assert.Contains(
            "auditor or administrator",
            await refused.Content.ReadAsStringAsync(),
            StringComparison.Ordinal
        );
        var home = await browser.Http.GetStringAsync("/");
        Assert.DoesNotContain("/admin/audit", home, StringComparison.Ordinal);
        Assert.Contains("/admin/sessions", home, StringComparison.Ordinal);
    }

    private static bool IsNotForEverybody(Route route) =>
        route.Right != Right.Everybody && (route.IsPage || route.IsAdminApi || route.Right != null);

    private static async Task<bool> IsOpenAsync(TestApp browser, Route route, string shown)
    {
        using var answer = await AskAsync(browser, route, shown);
        return !await IsRefusalAsync(answer);
    }

    private static async Task<bool> IsOpenAsync(HttpClient program, Route route)
    {
        using var request = RequestOf(route);
        using var answer = await program.SendAsync(request);
        Assert.NotEqual((route.Path, HttpStatusCode.TooManyRequests), (route.Path, answer.StatusCode));
        return !await IsRefusalAsync(answer);
    }

    /// <summary>That nothing stands there, or that a form is empty, is no refusal: it was looked at.</summary>
    private static async Task<bool> IsRefusalAsync(HttpResponseMessage answer)
    {
        if (answer.StatusCode != HttpStatusCode.Forbidden)
        {
            Assert.NotEqual(HttpStatusCode.Unauthorized, answer.StatusCode);
            return false;
        }

        var text = await answer.Content.ReadAsStringAsync();
        Assert.Contains(Refusals, id => text.Contains(id, StringComparison.Ordinal));
        return true;
    }

    private static Task<HttpResponseMessage> AskAsync(TestApp browser, Route route, string shown) =>
        route.IsPage && route.Method == "POST"
            ? browser.PostAsync(route.Path, shown)
            : browser.Http.SendAsync(RequestOf(route), HttpCompletionOption.ResponseHeadersRead);

    private static HttpRequestMessage RequestOf(Route route) =>
        new(new HttpMethod(route.Method), route.Path)
        {
            Content = route is { IsAdminApi: true, Method: "POST" or "PUT" or "PATCH" }
                ? new StringContent("{}", Encoding.UTF8, MediaTypeHeaderValue.Parse("application/json"))
                : null,
        };

    private async Task<string> AddAsync(Role role)
    {
        var name = await portal.AddUserAsync();
        var word = role == Role.HelpDesk ? "help-desk" : $"{role}".ToLowerInvariant();
        await portal.DoAsync(HttpMethod.Patch, $"/users/{name}", $$"""{"role":"{{word}}"}""");
        return name;
    }
}
