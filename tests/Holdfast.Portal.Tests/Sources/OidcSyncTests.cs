using Holdfast.Portal.Sources.People;
using Holdfast.Portal.Tests.Running;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Holdfast.Portal.Tests.Sources;

/// <summary>The users here follow a provider.</summary>
public sealed class OidcSyncTests(OidcWorld world) : IClassFixture<OidcWorld>, IAsyncLifetime
{
    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync() => await world.CleanAsync();

    [Fact]
    public async Task Round_GoneThere_LosesAccessWithinMinutes_AndComesBack()
    {
        var id = await world.AddAsync();
        using var anna = world.Portal.NewApp();
        Assert.Null(await world.SignInAsync(anna, id));
        world.Provider.SignedIn = "s-bert";
        using var bert = world.Portal.NewApp();
        Assert.Null(await world.SignInAsync(bert, id));
        // Each asking changes the token; what was changed is kept.
        await PassAsync(TimeSpan.FromMinutes(6));
        await PassAsync(TimeSpan.FromMinutes(6));
        Assert.Null(await anna.LedToAsync("/account"));

        world.Provider.People.TryRemove("s-anna", out _);
        await PassAsync(TimeSpan.FromMinutes(6));
        Assert.Equal("/sign-in", await anna.LedToAsync("/account"));
        Assert.Null(await bert.LedToAsync("/account"));
        Assert.True(await IsDisabledAsync("anna"));

        world.Provider.Add("s-anna", "anna");
        world.Provider.SignedIn = "s-anna";
        Assert.Null(await world.SignInAsync(anna, id));
        Assert.False(await IsDisabledAsync("anna"));
    }

    [Fact]
    public async Task Sync_GroupsAndRole_AreAsTheProviderSays()
    {
        var id = await world.AddAsync();
        using var app = world.Portal.NewApp();
        Assert.Null(await world.SignInAsync(app, id));
        world.Provider.Add("s-anna", "anna", "VPN Auditors");
        var report = await world.SyncAsync(id);

        Assert.Equal((1, 1), (report["found"]!.GetValue<int>(), report["changed"]!.GetValue<int>()));
        Assert.Equal("auditor", (await world.Portal.GetAsync("/users/anna"))["role"]!.GetValue<string>());
    }

    [Fact]
    public async Task Sync_Away_ChangesNothing()
    {
        var id = await world.AddAsync();
        using var app = world.Portal.NewApp();
        Assert.Null(await world.SignInAsync(app, id));
        world.Provider.IsDown = true;

        Assert.StartsWith(
            "HF-23",
            (await world.SyncAsync(id))["problem"]!.GetValue<string>(),
            StringComparison.Ordinal
        );
        Assert.Null(await app.LedToAsync("/account"));
        world.Provider.IsDown = false;
        Assert.Equal(1, (await world.SyncAsync(id))["found"]!.GetValue<int>());
    }

    [Fact]
    public async Task Sync_TooManyGone_ChangesNothing_UnlessItIsSaid()
    {
        var id = await world.AddAsync();
        foreach (var n in Enumerable.Range(0, 12))
        {
            world.Provider.Add($"s-{n}", $"person{n}");
            world.Provider.SignedIn = $"s-{n}";
            using var app = world.Portal.NewApp();
            Assert.Null(await world.SignInAsync(app, id));
        }

        foreach (var n in Enumerable.Range(0, 11))
        {
            world.Provider.People.TryRemove($"s-{n}", out _);
        }

        Assert.StartsWith(
            "HF-2343",
            (await world.SyncAsync(id))["problem"]!.GetValue<string>(),
            StringComparison.Ordinal
        );
        Assert.False(await IsDisabledAsync("person0"));
        Assert.Equal(11, (await world.SyncAsync(id, evenIfMany: true))["vanished"]!.GetValue<int>());
        Assert.True(await IsDisabledAsync("person0"));
        Assert.False(await IsDisabledAsync("person11"));
    }

    /// <summary>A provider that cannot be asked: who does not sign in for so long loses the access.</summary>
    [Theory]
    [InlineData(false, true)]
    [InlineData(true, false)]
    public async Task CannotBeAsked_LosesAccessAfterTheHours(bool askAgain, bool givesRefresh)
    {
        world.Provider.GivesRefresh = givesRefresh;
        var draft = world.Draft();
        draft["oidc"]!["askAgain"] = askAgain;
        draft["oidc"]!["mostHours"] = 2;
        var id = await world.AddAsync(draft);
        using var app = world.Portal.NewApp();
        Assert.Null(await world.SignInAsync(app, id));
        await PassAsync(TimeSpan.FromHours(1));
        Assert.False(await IsDisabledAsync("anna"));
        await PassAsync(TimeSpan.FromHours(1.1));
        Assert.True(await IsDisabledAsync("anna"));

        Assert.Null(await world.SignInAsync(app, id));
        Assert.False(await IsDisabledAsync("anna"));
    }

    private async Task PassAsync(TimeSpan time)
    {
        world.Portal.Clock.PutForward(time);
        var round = world.Portal.Services.GetServices<IHostedService>().OfType<SourceRound>().Single();
        await round.TurnAsync(TestContext.Current.CancellationToken);
    }

    private async Task<bool> IsDisabledAsync(string name) =>
        (await world.Portal.GetAsync($"/users/{name}"))["disabled"]!.GetValue<bool>();
}
