using System.Net;
using Holdfast.Portal.Nodes;
using Holdfast.Portal.Tests.Running;
using Microsoft.Extensions.DependencyInjection;

namespace Holdfast.Portal.Tests.Nodes;

/// <summary>A portal with an honest node, and beside that one which somebody else has taken over.</summary>
public sealed class PortalWithLiar : IAsyncLifetime
{
    public const string LiarId = "node-2";
    public const string WireGuard = "application/x-wireguard-profile";

    private TestApp _app = null!;

    public RunningPortal Portal { get; } = new();

    public FakeNode Liar { get; private set; } = null!;

    public NodeLinkState State => Portal.Services.GetRequiredService<NodeRegistry>()[LiarId];

    public NodeLinkState Honest => Portal.Services.GetRequiredService<NodeRegistry>()["node-1"];

    public async ValueTask InitializeAsync()
    {
        await Portal.InitializeAsync();
        Liar = await Portal.AddNodeAsync("second.example");
        _app = Portal.NewApp();
        await _app.AuthorizeAsync(await Portal.AddUserAsync());
    }

    public async ValueTask DisposeAsync()
    {
        _app.Dispose();
        await Portal.DisposeAsync();
        await Liar.DisposeAsync();
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
