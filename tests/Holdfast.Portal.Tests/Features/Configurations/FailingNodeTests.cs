using System.Net;
using System.Text.Json;
using Holdfast.Portal.Tests.Running;

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
        await RunningPortal.UntilAsync(
            () => Task.FromResult(_portal.Node.State.Peers.IsEmpty),
            "the peer that did not work is taken back"
        );
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
        await RunningPortal.UntilAsync(
            () => Task.FromResult(_portal.Node.State.Peers.IsEmpty),
            "the peer that was not confirmed is taken back"
        );
    }

    private async Task<TestApp> AuthorizedAsync()
    {
        var app = _portal.NewApp();
        await app.AuthorizeAsync(await _portal.AddUserAsync());
        return app;
    }
}
