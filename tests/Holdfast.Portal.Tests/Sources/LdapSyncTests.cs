using System.Net;
using System.Text.Json.Nodes;
using Holdfast.Portal.Sources.People;
using Holdfast.Portal.Tests.Running;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Holdfast.Portal.Tests.Sources;

/// <summary>The users here follow a real directory.</summary>
[Trait("needs", "slapd")]
public sealed class LdapSyncTests(LdapWorld world) : IClassFixture<LdapWorld>
{
    [Fact]
    public async Task Sync_Everybody_AddsThem_AndTellsWhoCannotBe()
    {
        var draft = world.Draft();
        draft["sync"] = new JsonObject { ["minutes"] = 0 };
        var id = await world.AddSourceAsync(draft);
        var report = await world.SyncAsync(id);

        Assert.Equal(4, report["found"]!.GetValue<int>());
        Assert.Equal(3, report["added"]!.GetValue<int>());
        Assert.Contains("admin", report["refused"]![0]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Null((await world.Portal.GetAsync("/users/admin"))["source"]);
        var source = (await world.Portal.GetAsync("/sources"))["items"]![0]!;
        Assert.Contains("HF-2340", source["trouble"]!.GetValue<string>(), StringComparison.Ordinal);
        await world.RemoveSourceAsync(id);
    }

    [Fact]
    public async Task Sync_GoneThere_LosesAccessHere_AndComesBack()
    {
        var draft = world.Draft();
        draft["sync"] = new JsonObject { ["minutes"] = 0 };
        await world.Directory.ChangeAsync(People.Added(People.Person("dora")));
        var id = await world.AddSourceAsync(draft);
        await world.SyncAsync(id);
        using var app = world.Portal.NewApp();
        await app.AuthorizeAsync("dora", People.Password);
        Assert.Null(await app.LedToAsync("/account"));

        await world.Directory.ChangeAsync(People.Removed("dora"));
        Assert.Equal(1, (await world.SyncAsync(id))["vanished"]!.GetValue<int>());
        Assert.True((await world.Portal.GetAsync("/users/dora"))["disabled"]!.GetValue<bool>());
        Assert.Equal("/sign-in", await app.LedToAsync("/account"));
        using var token = await app.TokenAsync(app.RefreshGrant(app.RefreshToken!));
        Assert.Equal(HttpStatusCode.BadRequest, token.StatusCode);
        Assert.Equal(0, (await world.SyncAsync(id))["vanished"]!.GetValue<int>());

        // The same person is known by the id that the directory gave; another dora is somebody else.
        await world.Directory.ChangeAsync(People.Added(People.Person("dora")));
        Assert.Contains("dora", (await world.SyncAsync(id))["refused"]!.ToJsonString(), StringComparison.Ordinal);
        Assert.Equal("HF-1121", await app.TrySignInAsync("dora", People.Password));
        await world.Directory.ChangeAsync(People.Removed("dora"));
        await world.RemoveSourceAsync(id);
    }

    [Fact]
    public async Task Sync_FilteredOut_LosesAccess_AndComesBackWithTheFilter()
    {
        var draft = world.Draft();
        var id = await world.AddSourceAsync(draft);
        using var app = world.Portal.NewApp();
        Assert.Null(await app.TrySignInAsync("carla", People.Password));

        draft["ldap"]!["filter"] = "(&(objectClass=person)(!(uid=carla)))";
        await world.Portal.DoAsync(HttpMethod.Put, $"/sources/{id}", draft.ToJsonString());
        await world.SyncAsync(id);
        Assert.Equal("/sign-in", await app.LedToAsync("/account"));

        draft["ldap"]!["filter"] = "(objectClass=person)";
        await world.Portal.DoAsync(HttpMethod.Put, $"/sources/{id}", draft.ToJsonString());
        Assert.Equal(1, (await world.SyncAsync(id))["changed"]!.GetValue<int>());
        Assert.False((await world.Portal.GetAsync("/users/carla"))["disabled"]!.GetValue<bool>());
        await world.RemoveSourceAsync(id);
    }

    /// <summary>A passkey that is left would sign in.</summary>
    [Fact]
    public async Task Gone_IsNotEnabledByHand_AndWhomAnAdministratorDisabledStaysSo()
    {
        var draft = world.Draft();
        var id = await world.AddSourceAsync(draft);
        using var app = world.Portal.NewApp();
        Assert.Null(await app.TrySignInAsync("anna", People.Password));
        using var another = world.Portal.NewApp();
        Assert.Null(await another.TrySignInAsync("carla", People.Password));
        await world.Portal.DoAsync(HttpMethod.Patch, "/users/anna", """{"disabled":true}""");

        await FilterAsync("(&(objectClass=person)(!(uid=carla))(!(uid=anna)))");
        foreach (var name in new[] { "anna", "carla" })
        {
            using var refused = await world.Portal.SendAsync(
                HttpMethod.Patch,
                $"/users/{name}",
                """{"disabled":false}"""
            );
            Assert.Equal([$"HF-2347 {name}"], await AdminCalls.ProblemsAsync(refused));
            Assert.True((await world.Portal.GetAsync($"/users/{name}"))["disabled"]!.GetValue<bool>());
        }

        await FilterAsync("(objectClass=person)");
        Assert.True((await world.Portal.GetAsync("/users/anna"))["disabled"]!.GetValue<bool>());
        Assert.False((await world.Portal.GetAsync("/users/carla"))["disabled"]!.GetValue<bool>());
        await world.Portal.DoAsync(HttpMethod.Patch, "/users/anna", """{"disabled":false}""");
        Assert.Null(await app.TrySignInAsync("anna", People.Password));
        await world.RemoveSourceAsync(id);

        async Task FilterAsync(string filter)
        {
            draft["ldap"]!["filter"] = filter;
            await world.Portal.DoAsync(HttpMethod.Put, $"/sources/{id}", draft.ToJsonString());
            await world.SyncAsync(id);
        }
    }

    [Fact]
    public async Task Sync_AwayOrEmpty_ChangesNothing()
    {
        var draft = world.Draft();
        draft["sync"] = new JsonObject { ["minutes"] = 0 };
        var id = await world.AddSourceAsync(draft);
        await world.SyncAsync(id);

        draft["ldap"]!["base"] = "ou=groups,dc=example,dc=org";
        await world.Portal.DoAsync(HttpMethod.Put, $"/sources/{id}", draft.ToJsonString());
        Assert.StartsWith(
            "HF-2343",
            (await world.SyncAsync(id))["problem"]!.GetValue<string>(),
            StringComparison.Ordinal
        );
        draft["ldap"]!["base"] = "ou=nowhere,dc=example,dc=org";
        await world.Portal.DoAsync(HttpMethod.Put, $"/sources/{id}", draft.ToJsonString());
        Assert.StartsWith(
            "HF-2327",
            (await world.SyncAsync(id))["problem"]!.GetValue<string>(),
            StringComparison.Ordinal
        );
        draft["ldap"]!["servers"] = new JsonArray("127.0.0.1:1");
        await world.Portal.DoAsync(HttpMethod.Put, $"/sources/{id}", draft.ToJsonString());
        Assert.StartsWith(
            "HF-2",
            (await world.SyncAsync(id, evenIfMany: true))["problem"]!.GetValue<string>(),
            StringComparison.Ordinal
        );

        Assert.False((await world.Portal.GetAsync("/users/anna"))["disabled"]!.GetValue<bool>());
        await world.RemoveSourceAsync(id);
    }

    [Fact]
    public async Task Round_BySelf_WhenItIsTime()
    {
        var draft = world.Draft();
        draft["sync"] = new JsonObject { ["minutes"] = 5 };
        var id = await world.AddSourceAsync(draft);
        var round = world.Portal.Services.GetServices<IHostedService>().OfType<SourceRound>().Single();
        await round.TurnAsync(TestContext.Current.CancellationToken);
        var first = await LookedAtAsync(id);
        await round.TurnAsync(TestContext.Current.CancellationToken);
        Assert.Equal(first, await LookedAtAsync(id));

        world.Portal.Clock.PutForward(TimeSpan.FromMinutes(6));
        await round.TurnAsync(TestContext.Current.CancellationToken);
        Assert.NotEqual(first, await LookedAtAsync(id));
        await world.RemoveSourceAsync(id);
    }

    [Fact]
    public async Task Remove_WithPeople_OnlyWhenItIsSaid()
    {
        var draft = world.Draft();
        draft["sync"] = new JsonObject { ["minutes"] = 0 };
        var id = await world.AddSourceAsync(draft);
        await world.SyncAsync(id);
        using var refused = await world.Portal.SendAsync(HttpMethod.Delete, $"/sources/{id}", "");
        Assert.Equal([$"HF-2313 {id}"], await AdminCalls.ProblemsAsync(refused));

        await world.RemoveSourceAsync(id);
        Assert.Empty((await world.Portal.GetAsync("/sources"))["items"]!.AsArray());
    }

    /// <summary>Enabled by mistake later, nobody signs in by what was set up while the directory vouched for the person.</summary>
    [Fact]
    public async Task Remove_WithPeople_LeavesNoFactorByWhichTheySignIn()
    {
        var id = await world.AddSourceAsync();
        using var app = world.Portal.NewApp();
        await app.SignInAsync("anna", People.Password);
        await world.Portal.AddAppAsync(app);
        using var removed = await world.Portal.SendAsync(HttpMethod.Delete, $"/sources/{id}?withPeople=true", "");
        Assert.Equal(HttpStatusCode.NoContent, removed.StatusCode);

        var factors = await world.Portal.GetAsync("/users/anna/factors");
        Assert.Null(factors["app"]);
        Assert.Equal(0, factors["recoveryCodes"]!.GetValue<int>());
        await world.Portal.DoAsync(HttpMethod.Patch, "/users/anna", """{"disabled":false}""");
        Assert.Equal("HF-1121", await app.TrySignInAsync("anna", People.Password));
        using var gone = await world.Portal.SendAsync(HttpMethod.Delete, "/users/anna", "");
    }

    private async Task<string?> LookedAtAsync(Guid id) =>
        (await world.Portal.GetAsync($"/sources/{id}"))["lookedAt"]?.GetValue<string>();
}
