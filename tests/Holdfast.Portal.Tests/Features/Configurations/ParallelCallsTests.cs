using System.Net;
using System.Text.Json;
using Holdfast.Data.Nodes;
using Holdfast.Portal.Tests.Running;
using Holdfast.Testing.Waiting;
using Microsoft.Extensions.DependencyInjection;

namespace Holdfast.Portal.Tests.Features.Configurations;

/// <summary>One app, several calls at a time, and a silent node that gets them first.</summary>
public sealed class ParallelCallsTests : IAsyncLifetime
{
    private const string WireGuard = "application/x-wireguard-profile";

    private readonly RunningPortal _portal = new();
    private FakeNode _silent = null!;

    public async ValueTask InitializeAsync()
    {
        await _portal.InitializeAsync();
        _silent = await _portal.AddNodeAsync("silent.example");
        var preferred = new NodePreferences(100, [IPNetwork.Parse("127.0.0.0/8")], null);
        var nodes = _portal.Services.GetRequiredService<NodeStore>();
        await _portal.Database.WriteAsync(
            unit => nodes.SetPreferencesAsync(unit, "node-2", preferred),
            CancellationToken.None
        );
        _silent.Silent = true;
    }

    public async ValueTask DisposeAsync()
    {
        await _portal.DisposeAsync();
        await _silent.DisposeAsync();
    }

    [Fact]
    public async Task Connect_NewerCallOfTheSameApp_TakesThePlaceAndKeepsIt()
    {
        using var app = await AuthorizedAsync();
        var (older, newer) = (TestApp.NewKey(), TestApp.NewKey());
        var first = app.ConnectAsync(older, "default", WireGuard);
        await UntilTheSilentOneHasAsync(older);
        var second = app.ConnectAsync(newer, "default", WireGuard);

        using var replaced = await first;
        using var answer = await second;

        Assert.Equal((HttpStatusCode.Conflict, "HF-1315"), (replaced.StatusCode, await ProblemAsync(replaced)));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains("Endpoint = vpn.example:", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(newer, Assert.Single(_portal.Node.State.Peers).Value.PublicKey.ToBase64());
    }

    [Fact]
    public async Task Connect_ManyAtOnce_TheLiveOneIsOfAnAnsweredCall()
    {
        using var app = await AuthorizedAsync();
        var keys = Enumerable.Range(0, 5).Select(_ => TestApp.NewKey()).ToList();
        var answers = await Task.WhenAll(keys.Select(key => app.ConnectAsync(key, "default", WireGuard)));

        var refused = answers.Where(answer => answer.StatusCode != HttpStatusCode.OK).Select(ProblemAsync);
        Assert.All(await Task.WhenAll(refused), id => Assert.Equal("HF-1315", id));
        var live = Assert.Single(_portal.Node.State.Peers).Value.PublicKey.ToBase64();
        Assert.Equal(HttpStatusCode.OK, answers[keys.IndexOf(live)].StatusCode);
        Array.ForEach(answers, answer => answer.Dispose());
    }

    [Fact]
    public async Task Connect_DisconnectedMeanwhile_GetsNothing()
    {
        using var app = await AuthorizedAsync();
        var key = TestApp.NewKey();
        var calling = app.ConnectAsync(key, "default", WireGuard);
        await UntilTheSilentOneHasAsync(key);
        using var left = await app.ApiAsync(
            HttpMethod.Post,
            "/disconnect",
            new Dictionary<string, string>(StringComparer.Ordinal) { ["profile_id"] = "default" }
        );

        using var answer = await calling;

        Assert.Equal(HttpStatusCode.NoContent, left.StatusCode);
        Assert.Equal("HF-1315", await ProblemAsync(answer));
        Assert.Empty(_portal.Node.State.Peers);
    }

    private Task UntilTheSilentOneHasAsync(string key) =>
        Eventually.TrueAsync(
            "the silent node is told",
            () => _silent.State.Peers.Values.Any(peer => peer.PublicKey.ToBase64() == key)
        );

    private static async Task<string?> ProblemAsync(HttpResponseMessage answer)
    {
        using var body = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        return body.RootElement.GetProperty("id").GetString();
    }

    private async Task<TestApp> AuthorizedAsync()
    {
        var app = _portal.NewApp();
        await app.AuthorizeAsync(await _portal.AddUserAsync());
        return app;
    }
}
