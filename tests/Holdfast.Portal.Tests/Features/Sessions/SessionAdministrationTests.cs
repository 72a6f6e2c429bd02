using System.Net;
using System.Text.Json.Nodes;
using Holdfast.Link.Messages;
using Holdfast.Portal.Tests.Running;
using Holdfast.Testing.Waiting;

namespace Holdfast.Portal.Tests.Features.Sessions;

/// <summary>Who is connected, and who was, over the admin API of a whole portal.</summary>
public sealed class SessionAdministrationTests(RunningPortal portal) : IClassFixture<RunningPortal>
{
    private static readonly IPAddress Four = IPAddress.Parse("10.61.0.17");
    private static readonly IPAddress Six = IPAddress.Parse("fd61::17");

    [Fact]
    public async Task Sessions_Filtered_FindWhoMatchesAll()
    {
        var name = await portal.AddUserAsync();
        var id = await ConnectAsync(name);

        foreach (
            var matching in new[] { $"user={name[2..]}", $"user={name}&profile=default", $"node={portal.Node.Id}" }
        )
        {
            Assert.Contains(id, await IdsAsync($"/sessions?{matching}"));
        }

        foreach (
            var other in new[] { "user=nobody-has-this", $"user={name}&profile=other", "node=node-77", "user=%25" }
        )
        {
            Assert.DoesNotContain(id, await IdsAsync($"/sessions?{other}"));
        }
    }

    [Fact]
    public async Task Session_Ended_IsCutOffAndWrittenDown()
    {
        var name = await portal.AddUserAsync();
        var id = await ConnectAsync(name);
        var configuration = await ConfigurationAsync(name);
        Assert.Contains(configuration, portal.Node.State.Peers.Keys);

        using var answer = await portal.Admin.DeleteAsync($"/api/admin/v1/sessions/{id}");
        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        await Eventually.TrueAsync(
            "its node has no such peer",
            () => !portal.Node.State.Peers.ContainsKey(configuration)
        );

        var log = await portal.AuditAsync("configuration.remove");
        Assert.Equal(name, $"{log!["subject"]}");
        Assert.Equal("local administrator", $"{log["actor"]}");
        var unknown = Guid.CreateVersion7();
        using var again = await portal.Admin.DeleteAsync($"/api/admin/v1/sessions/{unknown}");
        Assert.Equal(HttpStatusCode.NotFound, again.StatusCode);
        Assert.Equal([$"HF-1320 {unknown}"], await AdminCalls.ProblemsAsync(again));
    }

    [Fact]
    public async Task History_WithinAndBeforeTheSession_TellsWhoHadTheAddress()
    {
        var name = await portal.AddUserAsync();
        var id = await ConnectAsync(name);
        var now = TimeProvider.System.GetUtcNow();

        Assert.Contains(id, await HistoryAsync(Four, now.AddMinutes(-1)));
        Assert.Contains(id, await HistoryAsync(Six, now.AddMinutes(-1)));
        Assert.DoesNotContain(id, await HistoryAsync(Four, now.AddHours(-2)));

        using var wrong = await portal.Admin.GetAsync("/api/admin/v1/sessions/history?address=x&at=y");
        Assert.Equal(["HF-1321 address", "HF-1322 at"], await AdminCalls.ProblemsAsync(wrong));
    }

    /// <returns>The session that the node tells of then, half an hour old.</returns>
    private async Task<Guid> ConnectAsync(string name)
    {
        using var app = portal.NewApp();
        await app.AuthorizeAsync(name);
        using var answer = await app.ConnectAsync(TestApp.NewKey());
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var configuration = await ConfigurationAsync(name);
        var (id, since) = (Guid.CreateVersion7(), TimeProvider.System.GetUtcNow().AddMinutes(-30));
        var started = new SessionStarted(since, id, configuration, Four, Six, "198.51.100.7:4500");
        await portal.Node.SayAsync(new NodeEvents(Guid.CreateVersion7(), 1, [started]));
        await Eventually.TrueAsync(
            "the session is in the books",
            async () => (await IdsAsync("/sessions")).Contains(id)
        );
        return id;
    }

    private async Task<Guid> ConfigurationAsync(string name) =>
        (await portal.GetAsync($"/configurations?user={name}"))["items"]![0]!["id"]!.GetValue<Guid>();

    private async Task<IReadOnlyList<Guid>> IdsAsync(string path) =>
        [.. (await portal.GetAsync(path))["items"]!.AsArray().Select(item => item!["id"]!.GetValue<Guid>())];

    private async Task<IReadOnlyList<Guid>> HistoryAsync(IPAddress address, DateTimeOffset at)
    {
        var found = await portal.GetAsync(
            $"/sessions/history?address={address}&at={at.UtcDateTime:yyyy-MM-ddTHH:mm:ssZ}"
        );
        return [.. found["items"]!.AsArray().Select(use => use!["session"]!["id"]!.GetValue<Guid>())];
    }
}
