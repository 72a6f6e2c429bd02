using System.Net;
using System.Text.Json;
using Holdfast.Portal.Nodes;
using Holdfast.Portal.Tests.Running;
using Holdfast.Testing.Waiting;
using Microsoft.Extensions.DependencyInjection;

namespace Holdfast.Portal.Tests.Features.Configurations;

/// <summary>A configuration is handed out only when it works. One portal for each test: they break its node.</summary>
public sealed class FailingNodeTests : IAsyncLifetime
{
    private readonly RunningPortal _portal = new();

    public ValueTask InitializeAsync() => _portal.InitializeAsync();

    public ValueTask DisposeAsync() => _portal.DisposeAsync();

    [Fact]
    public async Task Connect_NodeCannotMakeWireGuardWork_GivesOpenVpn()
    {
        using var app = await AuthorizedAsync();
        _portal.Node.BrokenInterfaces["hf1-wg"] = true;
        using var answer = await app.ConnectAsync(
            TestApp.NewKey(),
            "default",
            "application/x-openvpn-profile",
            "application/x-wireguard-profile"
        );

        Assert.Equal("application/x-openvpn-profile", answer.Content.Headers.GetValues("Content-Type").Single());
        await Eventually.TrueAsync("the peer that did not work is taken back", () => _portal.Node.State.Peers.IsEmpty);
    }

    [Fact]
    public async Task Connect_NodeSaysNothing_IsAnErrorAndLeavesNothing()
    {
        using var app = await AuthorizedAsync();
        _portal.Node.Silent = true;
        using var answer = await app.ConnectAsync(TestApp.NewKey(), "default", "application/x-wireguard-profile");
        using var body = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Equal("HF-1308", body.RootElement.GetProperty("id").GetString());
        await Eventually.TrueAsync(
            "the peer that was not confirmed is taken back",
            () => _portal.Node.State.Peers.IsEmpty
        );
    }

    [Fact]
    public async Task Connect_LinkIsCutAndComesBack_WaitsForIt()
    {
        using var app = await AuthorizedAsync();
        await CutAsync();
        var answering = app.ConnectAsync(TestApp.NewKey(), "default", "application/x-wireguard-profile");
        _portal.Node.Unheard.Clear();

        using var answer = await answering;
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Single(_portal.Node.State.Peers);
    }

    [Fact]
    public async Task Connect_LinkStaysCut_IsAnErrorAndLeavesNothing()
    {
        var user = await _portal.AddUserAsync();
        using var app = _portal.NewApp();
        await app.AuthorizeAsync(user);
        await CutAsync();
        using var answer = await app.ConnectAsync(TestApp.NewKey(), "default", "application/x-wireguard-profile");
        using var body = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Equal("HF-1307", body.RootElement.GetProperty("id").GetString());
        Assert.Empty((await _portal.GetAsync($"/configurations?user={user}"))["items"]!.AsArray());
    }

    private async Task CutAsync()
    {
        _portal.Node.Unheard[_portal.Services.GetRequiredService<Portal.Portals.ThisPortal>().Id] = true;
        _portal.Node.Cut();
        var node = _portal.Services.GetRequiredService<NodeRegistry>()["node-1"];
        await Eventually.TrueAsync("the link is cut", () => !node.Condition.Linked);
    }

    private async Task<TestApp> AuthorizedAsync()
    {
        var app = _portal.NewApp();
        await app.AuthorizeAsync(await _portal.AddUserAsync());
        return app;
    }
}
