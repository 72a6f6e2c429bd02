using System.Net;
using System.Text.Json.Nodes;
using Holdfast.Portal.Tests.Running;

namespace Holdfast.Portal.Tests.Features.Account;

/// <summary>What people see of their sign-ins, at a whole portal.</summary>
public sealed class SignInHistoryTests(RunningPortal portal) : IClassFixture<RunningPortal>
{
    [Fact]
    public async Task History_RightAndWrongPasswords_AreShownToTheirOwnerAndTheAdministratorAlone()
    {
        var (name, other) = (await portal.AddUserAsync(), await portal.AddUserAsync());
        using var app = portal.NewApp();
        using var refused = await app.PostAsync(
            "/sign-in",
            await app.Http.GetStringAsync("/sign-in"),
            ("userName", name),
            ("userPass", "wrong horse battery")
        );
        await app.SignInAsync(name);

        var events = (await portal.GetAsync($"/users/{name}/sign-ins"))["items"]!.AsArray();
        Assert.Equal(
            ["signed-in Signed in with the password.", "refused Refused: a wrong password."],
            events.Select(one => $"{one!["end"]} {one["words"]}")
        );
        Assert.NotNull(IPAddress.Parse($"{events[0]!["from"]}"));
        foreach (var page in new[] { "/account", "/account/sign-ins" })
        {
            var own = await app.Http.GetStringAsync(page);
            Assert.Contains("Refused: a wrong password.", own, StringComparison.Ordinal);
            Assert.Contains("Signed in with the password.", own, StringComparison.Ordinal);
        }

        using var others = portal.NewApp();
        await others.SignInAsync(other);
        Assert.DoesNotContain(
            "Refused",
            await others.Http.GetStringAsync("/account/sign-ins"),
            StringComparison.Ordinal
        );
        using var unknown = await portal.Admin.GetAsync("/api/admin/v1/users/nobody-at-all/sign-ins");
        Assert.Equal(["HF-1150 nobody-at-all"], await AdminCalls.ProblemsAsync(unknown));
    }

    [Fact]
    public async Task History_OfANameThatSomebodyElseHadBefore_BeginsAnew()
    {
        var name = await portal.AddUserAsync();
        using var before = portal.NewApp();
        await before.SignInAsync(name);
        Assert.Single((await portal.GetAsync($"/users/{name}/sign-ins"))["items"]!.AsArray());
        using var removed = await portal.Admin.DeleteAsync($"/api/admin/v1/users/{name}");
        Assert.Equal(HttpStatusCode.NoContent, removed.StatusCode);

        using var made = await portal.SendAsync(
            HttpMethod.Post,
            "/users",
            new JsonObject { ["name"] = name, ["password"] = TestApp.Password }.ToJsonString()
        );
        Assert.Equal(HttpStatusCode.Created, made.StatusCode);
        Assert.Empty((await portal.GetAsync($"/users/{name}/sign-ins"))["items"]!.AsArray());
    }

    [Fact]
    public async Task History_Long_ComesInPages()
    {
        var name = await portal.AddUserAsync();
        for (var i = 0; i < 5; i++)
        {
            using var app = portal.NewApp();
            await app.SignInAsync(name);
        }

        var first = await portal.GetAsync($"/users/{name}/sign-ins?limit=3");
        var second = await portal.GetAsync($"/users/{name}/sign-ins?limit=3&after={first["next"]}");
        Assert.Equal((3, 2), (first["items"]!.AsArray().Count, second["items"]!.AsArray().Count));
        Assert.Null(second["next"]);
    }

    [Theory]
    [InlineData("Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) Version/19.0 Safari/604.1", "", "App Store")]
    [InlineData("Mozilla/5.0 (Linux; Android 16) Chrome/140", "", "Google Play")]
    [InlineData("Mozilla/5.0 (Windows NT 10.0; Win64; x64)", "", "OpenVPN Connect")]
    [InlineData("Mozilla/5.0 (Windows NT 10.0; Win64; x64)", "?platform=linux", "wg-quick")]
    [InlineData("something", "?platform=%3Cb%3E", "Choose the device")]
    public async Task Guide_AnyBrowser_ShowsItsOwnPlatformOrTheOneAskedFor(string agent, string query, string expected)
    {
        using var app = portal.NewApp();
        await app.SignInAsync(await portal.AddUserAsync());
        app.Http.DefaultRequestHeaders.TryAddWithoutValidation("User-Agent", agent);
        Assert.Contains(expected, await app.Http.GetStringAsync("/guide" + query), StringComparison.Ordinal);
    }
}
