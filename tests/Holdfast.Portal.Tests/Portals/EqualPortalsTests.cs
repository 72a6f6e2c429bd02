using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Holdfast.Data;
using Holdfast.Identity.SignIn;
using Holdfast.Portal.Tests.Running;
using Holdfast.Testing.Waiting;

namespace Holdfast.Portal.Tests.Portals;

/// <summary>Whatever was begun on one portal goes on at another.</summary>
public abstract class EqualPortalsTests(TwoPortals both)
{
    private const string WireGuard = "application/x-wireguard-profile";

    protected RunningPortal First => both.First;

    protected RunningPortal Second => both.Second;

    [Fact]
    public async Task Form_DrawnByOne_IsPostedToTheOther()
    {
        var user = await First.AddUserAsync();
        using var app = First.NewApp();
        var page = await app.Http.GetStringAsync("/sign-in");
        app.TurnTo(Second);
        using var answer = await app.PostAsync("/sign-in", page, ("userName", user), ("userPass", TestApp.Password));

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal("/", answer.Headers.Location?.OriginalString);
    }

    [Fact]
    public async Task Session_OfOne_IsGoodOnTheOtherUntilItEndsOnBoth()
    {
        using var app = First.NewApp();
        await app.SignInAsync(await Second.AddUserAsync());
        app.TurnTo(Second);
        var page = await app.Http.GetStringAsync("/");
        using var signedOut = await app.PostAsync("/sign-out", page);
        app.TurnTo(First);
        using var answer = await app.Http.GetAsync("/");

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.StartsWith("/sign-in", answer.Headers.Location?.OriginalString, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SignOut_CookieIsKept_IsGoodNowhere()
    {
        using var app = First.NewApp();
        using var thief = First.NewApp();
        await app.SignInAsync(await First.AddUserAsync());
        thief.CopyCookies(app);
        thief.TurnTo(Second);
        Assert.Equal(HttpStatusCode.OK, (await thief.Http.GetAsync("/")).StatusCode);
        using var signedOut = await app.PostAsync("/sign-out", await app.Http.GetStringAsync("/"));

        Assert.Equal(HttpStatusCode.Redirect, (await thief.Http.GetAsync("/")).StatusCode);
    }

    [Fact]
    public async Task Authorization_BegunApprovedAndRedeemedOnThree_Works()
    {
        await using var third = await First.StartBesideAsync();
        using var app = First.NewApp();
        await app.SignInAsync(await First.AddUserAsync());
        var path = TestApp.AuthorizePath(app.AuthorizeParameters());
        var page = await app.Http.GetStringAsync(path);
        app.TurnTo(Second);
        using var approved = await app.PostAsync(path, page, ("approve", "yes"));
        var back = System.Web.HttpUtility.ParseQueryString(approved.Headers.Location!.Query);
        app.TurnTo(third);
        await app.KeepAsync(app.CodeGrant(back["code"]!));
        app.TurnTo(First);
        using var info = await app.ApiAsync(HttpMethod.Get, "/info");

        Assert.Equal(HttpStatusCode.OK, info.StatusCode);
    }

    [Fact]
    public async Task RefreshToken_UsedOnBothAtOnce_GivesTheSameAnswer()
    {
        using var app = First.NewApp();
        using var twin = Second.NewApp();
        await app.AuthorizeAsync(await First.AddUserAsync());
        var grant = app.RefreshGrant(app.RefreshToken!);
        var answers = await Task.WhenAll(
            Enumerable.Range(0, 8).Select(i => RefreshTokenAsync(i % 2 == 0 ? app : twin, grant))
        );

        Assert.NotEqual(app.RefreshToken, answers[0]);
        Assert.Single(answers.Distinct(StringComparer.Ordinal));
        await twin.KeepAsync(twin.RefreshGrant(answers[0]));
    }

    [Fact]
    public async Task Code_RedeemedOnBothAtOnce_IsGoodOnce()
    {
        using var app = First.NewApp();
        using var twin = Second.NewApp();
        await app.SignInAsync(await First.AddUserAsync());
        var grant = app.CodeGrant((await app.ApproveAsync())["code"]!);
        var answers = await Task.WhenAll(
            Enumerable.Range(0, 6).Select(i => (i % 2 == 0 ? app : twin).TokenAsync(grant))
        );

        Assert.Single(answers, answer => answer.IsSuccessStatusCode);
    }

    [Fact]
    public async Task SignIn_FailuresOnBoth_CountTogether()
    {
        var user = await First.AddUserAsync();
        await FailAsync(First, user);
        await FailAsync(Second, user);
        await FailAsync(First, user);

        var counted = await Second.Database.ReadAsync(
            unit => new Stores().Throttles.FindAsync(unit, ThrottleKeys.OfName(user)),
            TestContext.Current.CancellationToken
        );
        Assert.Equal(3, counted?.Failures);
    }

    [Fact]
    public async Task Disconnect_OnTheOther_TakesThePeerAway()
    {
        var key = TestApp.NewKey();
        using var app = First.NewApp();
        await app.AuthorizeAsync(await First.AddUserAsync());
        using var connected = await app.ConnectAsync(key, "default", WireGuard);
        Assert.Contains(key, Keys());
        app.TurnTo(Second);
        using var disconnected = await app.ApiAsync(HttpMethod.Post, "/disconnect");

        Assert.Equal(HttpStatusCode.NoContent, disconnected.StatusCode);
        await Eventually.TrueAsync("the peer is gone", () => !Keys().Contains(key));
    }

    [Fact]
    public async Task Connect_OnBothAtOnce_GivesNoAddressTwice()
    {
        var files = await Task.WhenAll(Enumerable.Range(0, 12).Select(i => ConnectAsync(i % 2 == 0 ? First : Second)));
        var addresses = files.Select(f => f.Split('\n').First(l => l.StartsWith("Address", StringComparison.Ordinal)));

        Assert.Equal(12, addresses.Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public async Task Disable_OnAPortalWithoutALink_IsMadeRealByTheOther()
    {
        await using var lonely = await First.StartBesideAsync(reachesNode: false);
        var user = await First.AddUserAsync();
        var key = TestApp.NewKey();
        using var app = First.NewApp();
        await app.AuthorizeAsync(user);
        using var connected = await app.ConnectAsync(key, "default", WireGuard);
        await lonely.DoAsync(HttpMethod.Patch, $"/users/{user}", """{"disabled":true}""");

        await Eventually.TrueAsync("the peer is gone", () => !Keys().Contains(key));
        await Eventually.TrueAsync("it is confirmed", async () => !(await NotYetCutOffAsync(First)).Contains(user));
        await Eventually.TrueAsync(
            "the portal without a link knows it too",
            async () => !(await NotYetCutOffAsync(lonely)).Contains(user)
        );
    }

    [Fact]
    public async Task Connect_OnAPortalWithoutALink_IsRefusedAndLeavesNothing()
    {
        await using var lonely = await First.StartBesideAsync(reachesNode: false);
        var key = TestApp.NewKey();
        using var app = First.NewApp();
        await app.AuthorizeAsync(await First.AddUserAsync());
        app.TurnTo(lonely);
        using var refused = await app.ConnectAsync(key, "default", WireGuard);
        using var ready = await lonely.Admin.GetAsync("/readyz");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, ready.StatusCode);
        Assert.False(refused.IsSuccessStatusCode);
        app.TurnTo(First);
        using var connected = await app.ConnectAsync(key, "default", WireGuard);

        Assert.Equal(HttpStatusCode.OK, connected.StatusCode);
    }

    [Fact]
    public async Task Setting_ChangedOnOne_CountsOnTheOtherAtOnce()
    {
        await First.DoAsync(HttpMethod.Patch, "/settings", """{"manualConfigurations":7}""");

        Assert.Equal(7, (await Second.GetAsync("/settings"))["manualConfigurations"]!.GetValue<int>());
    }

    [Fact]
    public async Task Profile_ChangedOnOne_IsOfferedByTheOtherAtOnce()
    {
        using var app = Second.NewApp();
        await app.AuthorizeAsync(await Second.AddUserAsync());
        await NameAsync(Second, "Before");
        using (var before = await app.ApiAsync(HttpMethod.Get, "/info"))
        {
            Assert.Contains("Before", await before.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }

        await NameAsync(First, "After");
        using var after = await app.ApiAsync(HttpMethod.Get, "/info");

        Assert.Contains("After", await after.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Portals_OneStops_LeavesTheList()
    {
        var third = await First.StartBesideAsync();
        var present = (await Second.GetAsync("/portals"))["items"]!.AsArray();
        Assert.All(present, portal => Assert.True(portal!["runs"]!.GetValue<bool>()));
        Assert.Equal(Second.Options.PublicUrl, Address(Assert.Single(present, p => p!["isThis"]!.GetValue<bool>())));
        Assert.Contains(third.Options.PublicUrl, present.Select(Address));
        await third.DisposeAsync();

        var left = (await First.GetAsync("/portals"))["items"]!.AsArray();
        Assert.DoesNotContain(third.Options.PublicUrl, left.Select(Address));
    }

    private static async Task<IEnumerable<string>> NotYetCutOffAsync(RunningPortal portal) =>
        (await portal.GetAsync("/nodes/node-1"))["notYetCutOff"]!.AsArray().Select(name => name!.GetValue<string>());

    private static string Address(JsonNode? portal) => portal!["address"]!.GetValue<string>();

    private IReadOnlyList<string> Keys() =>
        [.. First.Node.State.Peers.Values.Select(peer => peer.PublicKey.ToBase64())];

    protected async Task<string> ConnectAsync(RunningPortal portal)
    {
        using var app = portal.NewApp();
        await app.AuthorizeAsync(await First.AddUserAsync());
        using var answer = await app.ConnectAsync(TestApp.NewKey(), "default", WireGuard);
        var file = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, file);
        return file;
    }

    private static async Task<string> RefreshTokenAsync(TestApp app, Dictionary<string, string> grant)
    {
        using var answer = await app.TokenAsync(grant);
        var body = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, body);
        return JsonDocument.Parse(body).RootElement.GetProperty("refresh_token").GetString()!;
    }

    private static async Task FailAsync(RunningPortal portal, string user)
    {
        using var app = portal.NewApp();
        var page = await app.Http.GetStringAsync("/sign-in");
        using var answer = await app.PostAsync("/sign-in", page, ("userName", user), ("userPass", "wrong"));
        Assert.NotEqual(HttpStatusCode.Redirect, answer.StatusCode);
    }

    private static async Task NameAsync(RunningPortal portal, string name)
    {
        var profile = (await portal.GetAsync("/profiles"))["items"]![0]!;
        profile["displayName"] = name;
        using var answer = await portal.Admin.PutAsJsonAsync("/api/admin/v1/profiles/default", profile);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
    }
}

public sealed class EqualPortalsSqliteTests(TwoPortalsOnSqlite both)
    : EqualPortalsTests(both),
        IClassFixture<TwoPortalsOnSqlite>;

[Trait("needs", "postgres")]
public sealed class EqualPortalsPostgresTests(TwoPortalsOnPostgres both)
    : EqualPortalsTests(both),
        IClassFixture<TwoPortalsOnPostgres>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Connect_WhileTheOtherChangesTheNode_WaitsWithoutHoldingASlot()
    {
        await ConnectAsync(First);
        var (held, go) = (new TaskCompletionSource(), new TaskCompletionSource());
        var other = Second.Database.WriteAsync(
            async unit =>
            {
                await unit.ExecuteAsync("UPDATE nodes SET revision = revision + 1");
                // Before PostgreSQL itself looks for those who wait crosswise, and ends one of them.
                await unit.ExecuteAsync("SET LOCAL lock_timeout = '700ms'");
                held.TrySetResult();
                await go.Task;
                return await unit.ExecuteAsync("UPDATE slot_cursors SET next_slot = next_slot");
            },
            Cancel
        );
        await held.Task;
        var connecting = ConnectAsync(First);
        await Eventually.TrueAsync("it waits", () => First.Database.ReadAsync(SomebodyWaitsAsync, Cancel));
        go.SetResult();

        Assert.NotEqual(0, await other);
        await connecting;
    }

    private static async Task<bool> SomebodyWaitsAsync(IUnitOfWork unit) =>
        await unit.FirstAsync(
            """
            SELECT 1 AS waits FROM pg_stat_activity
            WHERE datname = current_database() AND wait_event_type = 'Lock' AND query LIKE '%UPDATE nodes%'
            LIMIT 1
            """,
            row => row.Bool("waits")
        );
}
