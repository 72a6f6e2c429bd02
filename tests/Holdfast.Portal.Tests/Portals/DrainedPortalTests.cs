using System.Net;
using Holdfast.Portal.Features.Nodes;
using Holdfast.Portal.Portals;
using Holdfast.Portal.Tests.Running;
using Holdfast.Testing.Waiting;
using Microsoft.Extensions.DependencyInjection;

namespace Holdfast.Portal.Tests.Portals;

/// <summary>A portal from which people are sent away, though it stays. Each test finds both of them in use.</summary>
public sealed class DrainedPortalTests(TwoPortalsOnSqlite both) : IClassFixture<TwoPortalsOnSqlite>, IAsyncLifetime
{
    private readonly TwoPortalsOnSqlite _both = both;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private RunningPortal First => _both.First;

    private RunningPortal Second => _both.Second;

    public async ValueTask InitializeAsync()
    {
        foreach (var portal in new[] { First, Second })
        {
            await DrainAsync(First, IdOf(portal), HttpMethod.Delete);
            await UntilReadyIsAsync(portal, HttpStatusCode.OK);
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Drain_AskedOfTheOther_NotReadyButServes_UntilItReturns()
    {
        var (drained, returned) = (await NewestAsync("portal.drain"), await NewestAsync("portal.return"));
        await DrainAsync(Second, IdOf(First), HttpMethod.Put);
        await UntilReadyIsAsync(First, HttpStatusCode.ServiceUnavailable);
        Assert.Contains("portal return", await ReadinessAsync(First), StringComparison.Ordinal);
        using var app = First.NewApp();
        await app.SignInAsync(await First.AddUserAsync());
        using var page = await app.Http.GetAsync("/", Cancel);
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        Assert.NotEqual(drained, await NewestAsync("portal.drain"));

        await DrainAsync(First, IdOf(First), HttpMethod.Delete);
        await UntilReadyIsAsync(First, HttpStatusCode.OK);
        Assert.NotEqual(returned, await NewestAsync("portal.return"));
    }

    [Fact]
    public async Task Drain_LastOne_Refused()
    {
        await DrainAsync(First, IdOf(Second), HttpMethod.Put);
        using var answer = await First.SendAsync(HttpMethod.Put, $"/portals/{IdOf(First)}/drain", "");

        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        Assert.Equal([$"HF-1772 {IdOf(First)}"], await AdminCalls.ProblemsAsync(answer));
        Assert.False(First.Services.GetRequiredService<Drained>().IsSo);
    }

    [Fact]
    public async Task Drain_ByAMachineWithTwo_SaysWhichTheyAre()
    {
        using var answer = await First.SendAsync(HttpMethod.Put, $"/portals/{Environment.MachineName}/drain", "");

        Assert.Equal([$"HF-1771 {Environment.MachineName}"], await AdminCalls.ProblemsAsync(answer));
        Assert.Contains(IdOf(First), await answer.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nobody")]
    [InlineData("%2E%2E")]
    [InlineData("0123456789abcdef0123456789abcdef")]
    public async Task Drain_UnknownPortal_Refused(string named)
    {
        using var answer = await First.SendAsync(HttpMethod.Put, $"/portals/{named}/drain", "");

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    /// <summary>The browser opens it again by itself, and the balancer leads it elsewhere.</summary>
    [Fact]
    public async Task Drain_LivePageOpen_EndsThereAndGoesOnAtTheOther()
    {
        using var app = First.NewApp();
        await app.SignInAsync("admin", First.AdminPassword);
        using var first = await OpenAsync(app);
        await DrainAsync(Second, IdOf(First), HttpMethod.Put);
        await first.ReadToEndAsync(Cancel);

        app.TurnTo(Second);
        using var second = await OpenAsync(app);
        await ChangeNodeAsync(Second, weight: 50);
        await UntilToldAsync(second);

        app.TurnTo(First);
        using var again = await OpenAsync(app);
        await ChangeNodeAsync(First, weight: 60);
        await UntilToldAsync(again);
    }

    /// <summary>Which audit entry is the newest of this action; null: there is none.</summary>
    private async Task<string?> NewestAsync(string action) =>
        (await First.AuditAsync(action))?["id"]!.GetValue<string>();

    private static string IdOf(RunningPortal portal) => portal.Services.GetRequiredService<ThisPortal>().Id;

    private static async Task DrainAsync(RunningPortal asked, string id, HttpMethod method)
    {
        using var answer = await asked.SendAsync(method, $"/portals/{id}/drain", "");
        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
    }

    private static async Task ChangeNodeAsync(RunningPortal asked, int weight)
    {
        using var answer = await asked.SendAsync(HttpMethod.Patch, "/nodes/node-1", $$"""{"weight":{{weight}}}""");
        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
    }

    private static Task UntilReadyIsAsync(RunningPortal portal, HttpStatusCode wanted) =>
        Eventually.TrueAsync(
            $"/readyz says {wanted}",
            async () => (await portal.Admin.GetAsync("/readyz", Cancel)).StatusCode == wanted
        );

    private static async Task<string> ReadinessAsync(RunningPortal portal) =>
        await (await portal.Admin.GetAsync("/readyz", Cancel)).Content.ReadAsStringAsync(Cancel);

    private static async Task<StreamReader> OpenAsync(TestApp app)
    {
        var answer = await app.Http.GetAsync(NodeNews.Path, HttpCompletionOption.ResponseHeadersRead, Cancel);
        Assert.Equal("text/event-stream", answer.Content.Headers.ContentType?.MediaType);
        var reader = new StreamReader(await answer.Content.ReadAsStreamAsync(Cancel));
        Assert.Equal("retry: 1000", await reader.ReadLineAsync(Cancel));
        return reader;
    }

    private static async Task UntilToldAsync(StreamReader stream)
    {
        string? line;
        do
        {
            line = await stream.ReadLineAsync(Cancel);
            Assert.NotNull(line);
        } while (line != "data: changed");
    }
}
