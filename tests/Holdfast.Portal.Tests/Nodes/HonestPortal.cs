using System.Net;
using Holdfast.Portal.Nodes;
using Holdfast.Portal.Tests.Running;
using Microsoft.Extensions.DependencyInjection;

namespace Holdfast.Portal.Tests.Nodes;

/// <summary>A portal with an honest node, and somebody who connects. Each test brings a node that somebody else has taken over.</summary>
public sealed class HonestPortal : IAsyncLifetime
{
    public const string WireGuard = "application/x-wireguard-profile";

    private TestApp _app = null!;

    public RunningPortal Portal { get; } = new();

    public NodeLinkState Honest => Portal.Services.GetRequiredService<NodeRegistry>()["node-1"];

    public async ValueTask InitializeAsync()
    {
        await Portal.InitializeAsync();
        _app = Portal.NewApp();
        await _app.AuthorizeAsync(await Portal.AddUserAsync());
    }

    public async ValueTask DisposeAsync()
    {
        _app.Dispose();
        await Portal.DisposeAsync();
    }

    /// <returns>The configuration.</returns>
    public async Task<string> ConnectAsync()
    {
        using var answer = await _app.ConnectAsync(TestApp.NewKey(), "default", WireGuard);
        var body = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == HttpStatusCode.OK, body);
        return body;
    }
}
