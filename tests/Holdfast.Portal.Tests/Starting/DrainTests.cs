using System.Net;
using Holdfast.Portal.Hosting;
using Holdfast.Portal.Tests.Running;
using Holdfast.Testing.Waiting;
using Microsoft.Extensions.DependencyInjection;

namespace Holdfast.Portal.Tests.Starting;

/// <summary>A portal that is told to stop.</summary>
public sealed class DrainTests : IAsyncLifetime
{
    private const int Requests = 100;

    private readonly RunningPortal _portal = new();

    public ValueTask InitializeAsync() => _portal.InitializeAsync();

    public ValueTask DisposeAsync() => _portal.DisposeAsync();

    [Fact]
    public async Task Stop_HundredRequestsUnderWay_AllAreAnsweredAndNobodyIsReady()
    {
        var app = _portal.NewApp();
        await app.AuthorizeAsync(await _portal.AddUserAsync());
        var underWay = _portal.Services.GetRequiredService<RequestsUnderWay>();
        // A request is as slow as the database: nobody writes while the test has a unit of work open.
        var gate = new TaskCompletionSource();
        var held = _portal.Database.WriteAsync(
            async _ =>
            {
                await gate.Task;
                return true;
            },
            Cancel
        );
        var clients = Enumerable.Range(0, Requests).Select(_ => _portal.NewApp()).ToList();
        clients.ForEach(client => client.AccessToken = app.AccessToken);
        var answers = clients.Select(client => client.ApiAsync(HttpMethod.Post, "/disconnect")).ToList();
        await Eventually.TrueAsync("all are under way", () => underWay.Count >= Requests);
        var stopping = _portal.StopInOrderAsync(async () =>
        {
            using var ready = await _portal.Admin.GetAsync("/readyz");
            Assert.Equal(HttpStatusCode.ServiceUnavailable, ready.StatusCode);
            Assert.Contains("draining", await ready.Content.ReadAsStringAsync(), StringComparison.Ordinal);
            gate.SetResult();
        });
        await Task.WhenAll(answers);
        await stopping;
        await held;

        foreach (var answer in answers)
        {
            using var told = await answer;
            Assert.Equal(HttpStatusCode.NoContent, told.StatusCode);
            Assert.True(told.Headers.ConnectionClose);
        }

        clients.ForEach(client => client.Dispose());
        app.Dispose();
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;
}
