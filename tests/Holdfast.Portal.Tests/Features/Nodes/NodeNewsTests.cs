using Holdfast.Portal.Nodes;
using Holdfast.Portal.Tests.Running;
using Holdfast.Testing.Waiting;
using Microsoft.Extensions.DependencyInjection;

namespace Holdfast.Portal.Tests.Features.Nodes;

/// <summary>Changes are told. Each test has a portal of its own: nothing else changes there.</summary>
public sealed class NodeNewsTests : IAsyncLifetime
{
    private readonly RunningPortal _portal = new();

    public ValueTask InitializeAsync() => _portal.InitializeAsync();

    public ValueTask DisposeAsync() => _portal.DisposeAsync();

    [Fact]
    public async Task Changes_NodeDrained_AreTold()
    {
        var changes = _portal.Services.GetRequiredService<NodeRegistry>().Changes;
        var told = changes.WaitAsync(changes.Count, CancellationToken.None);

        await DrainAsync();

        await told.WaitAsync(Eventually.Patience, TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Page_NodeDrained_IsTold()
    {
        using var app = _portal.NewApp();
        await app.SignInAsync("admin", _portal.AdminPassword);
        using var changes = await app.Http.GetAsync("/admin/nodes/changes", HttpCompletionOption.ResponseHeadersRead);
        Assert.Equal("text/event-stream", changes.Content.Headers.ContentType?.MediaType);
        using var deadline = new CancellationTokenSource(Eventually.Patience);
        using var lines = new StreamReader(await changes.Content.ReadAsStreamAsync(deadline.Token));
        Assert.Equal("retry: 1000", await lines.ReadLineAsync(deadline.Token));

        await DrainAsync();

        while (await lines.ReadLineAsync(deadline.Token) != "data: changed") { }
    }

    private async Task DrainAsync()
    {
        using var answer = await _portal.SendAsync(HttpMethod.Put, "/nodes/node-1/drain", "");
        Assert.True(answer.IsSuccessStatusCode);
    }
}
