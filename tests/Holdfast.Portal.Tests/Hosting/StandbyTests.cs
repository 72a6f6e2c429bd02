using System.Net;
using System.Net.Http.Json;
using Holdfast.Data.Nodes;
using Holdfast.OAuth.Tokens;
using Holdfast.Pki.Envelope;
using Holdfast.Portal.Nodes;
using Holdfast.Portal.Starting;
using Holdfast.Portal.Tests.Running;
using Holdfast.Testing.Postgres;
using Holdfast.Testing.Waiting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Holdfast.Portal.Tests.Hosting;

/// <summary>The database's primary dies under a portal in use, and a standby takes its place.</summary>
[Trait("needs", "postgres")]
public sealed class StandbyTests : IAsyncLifetime
{
    private const string Banner = "takes no changes at the moment";

    private PostgresPair? _pair;
    private RunningPortal? _portal;
    private TestApp? _app;

    private RunningPortal Portal => _portal!;

    private TestApp App => _app!;

    public async ValueTask InitializeAsync()
    {
        _pair = await PostgresPair.StartAsync();
        _portal = new RunningPortal { DatabaseSetting = _pair.Setting };
        await _portal.InitializeAsync();
        _app = _portal.NewApp();
        await _app.AuthorizeAsync(await _portal.AddUserAsync());
        Assert.DoesNotContain(Banner, await _app.Http.GetStringAsync("/"), StringComparison.Ordinal);
        await _pair.CatchUpAsync();
        await _pair.KillPrimaryAsync();
    }

    public async ValueTask DisposeAsync()
    {
        _app?.Dispose();
        await (_portal?.DisposeAsync() ?? ValueTask.CompletedTask);
        await (_pair?.DisposeAsync() ?? ValueTask.CompletedTask);
    }

    [Fact]
    public async Task OnlyTheStandbyAnswers_ReadsGoOn_ChangesAreToldToComeAgain_AndSucceedAfterThePromotion()
    {
        var page = await App.Http.GetStringAsync("/");
        Assert.Contains(Banner, page, StringComparison.Ordinal);
        using (var info = await App.ApiAsync(HttpMethod.Get, "/info"))
        {
            Assert.Equal(HttpStatusCode.OK, info.StatusCode);
        }

        await LaterAsync(App.PostAsync("/sign-out", page), "HF-1409", "connected people stay connected");
        await LaterAsync(App.ConnectAsync(TestApp.NewKey()), "HF-1409");
        await LaterAsync(App.TokenAsync(App.RefreshGrant(App.RefreshToken!)), "temporarily_unavailable", "HF-1409");
        await LaterAsync(
            Portal.Admin.PostAsJsonAsync("/api/admin/v1/users", new { name = "late", password = TestApp.Password }),
            "HF-1409"
        );
        Assert.All(await NodesAsync(), Assert.True);

        await _pair!.PromoteAsync();
        await Eventually.TrueAsync("a configuration from the new primary", ConnectsAsync);
        await App.KeepAsync(App.RefreshGrant(App.RefreshToken!));
        Assert.DoesNotContain(Banner, await App.Http.GetStringAsync("/"), StringComparison.Ordinal);
        Assert.All(await NodesAsync(), Assert.True);
    }

    [Fact]
    public async Task UnknownToTheStandby_IsNotRefusedForGood()
    {
        // The token is of ours, but the standby has not heard of its authorization: as if it had been given a moment ago.
        var now = Portal.Clock.GetUtcNow();
        var unknown = new AuthorizationState
        {
            Id = Guid.CreateVersion7(),
            ClientId = "org.letsconnect-vpn.app.linux",
            Generation = 1,
            GeneratedAt = now,
            ExpiresAt = now.AddDays(1),
        };
        var issuer = Portal.Services.GetRequiredService<TokenIssuer>();
        App.AccessToken = issuer.Issue(unknown, 1, now, TimeSpan.FromHours(1)).AccessToken;

        await LaterAsync(App.ApiAsync(HttpMethod.Get, "/info"), "HF-1409");
    }

    [Fact]
    public async Task StartedWithOnlyTheStandby_Starts()
    {
        await new DatabaseWait(
            Portal.Database,
            Portal.Services.GetRequiredService<SecretBox>(),
            TimeProvider.System,
            problem => throw new InvalidOperationException($"It waits: {problem}")
        ).MigrateAsync(CancellationToken.None);

        await using var another = await Portal.BuildAnotherAsync();

        await another.Services.GetRequiredService<FirstStart>().RunAsync(CancellationToken.None);
        await another.Services.GetRequiredService<FormKeys>().EnsureAsync(CancellationToken.None);
        using var spread = another.Services.GetServices<IHostedService>().OfType<SpreadAtStart>().Single();
        await spread.StartAsync(CancellationToken.None);
        await spread.StopAsync(CancellationToken.None);
    }

    private static async Task LaterAsync(Task<HttpResponseMessage> call, params string[] says)
    {
        using var answer = await call;
        var body = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == HttpStatusCode.ServiceUnavailable, $"{(int)answer.StatusCode} {body}");
        Assert.NotNull(answer.Headers.RetryAfter?.Delta);
        Assert.All(says, part => Assert.Contains(part, body, StringComparison.Ordinal));
        Assert.DoesNotContain("invalid_grant", body, StringComparison.Ordinal);
        Assert.DoesNotContain(PostgresPair.Password, body, StringComparison.Ordinal);
    }

    private async Task<bool> ConnectsAsync()
    {
        using var answer = await App.ConnectAsync(TestApp.NewKey());
        return answer.StatusCode == HttpStatusCode.OK;
    }

    private async Task<IEnumerable<bool>> NodesAsync()
    {
        var known = await Portal.Database.ReadAsync(
            Portal.Services.GetRequiredService<NodeStore>().ListAsync,
            CancellationToken.None
        );
        var registry = Portal.Services.GetRequiredService<NodeRegistry>();
        return known.Select(node => registry[node.Id].Condition.Linked);
    }
}
