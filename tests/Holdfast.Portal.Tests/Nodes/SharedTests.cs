using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Holdfast.Portal.Tests.Running;
using Holdfast.Testing.Waiting;

namespace Holdfast.Portal.Tests.Nodes;

/// <summary>One portal, two nodes that share a profile: both know everybody, and clients see one address. One portal for each test.</summary>
public sealed class SharedTests : IAsyncLifetime
{
    private const string OpenVpn = "application/x-openvpn-profile";
    private const string WireGuard = "application/x-wireguard-profile";
    private const string Address = "vip.example";

    private readonly RunningPortal _portal = new();
    private FakeNode _second = null!;

    private FakeNode First => _portal.Node;

    public async ValueTask InitializeAsync()
    {
        await _portal.InitializeAsync();
        _second = await _portal.AddNodeAsync("second.example");
    }

    public async ValueTask DisposeAsync()
    {
        await _portal.DisposeAsync();
        await _second.DisposeAsync();
    }

    [Fact]
    public async Task Connect_WireGuard_IsLiveOnBothWithOneKeyAndOneAddress()
    {
        await ShareAsync();

        var files = new[]
        {
            await ConnectAsync(WireGuard, TestApp.NewKey()),
            await ConnectAsync(WireGuard, TestApp.NewKey()),
        };

        Assert.All(files, file => Assert.Contains($"Endpoint = {Address}:51820", file, StringComparison.Ordinal));
        Assert.Equal(2, First.State.Peers.Count);
        Assert.Equal(
            First.State.Peers.Values.OrderBy(p => p.ConfigurationId),
            _second.State.Peers.Values.OrderBy(p => p.ConfigurationId)
        );
        var (one, two) = (First.State.Services["default"], _second.State.Services["default"]);
        Assert.Equal(one.WireGuard, two.WireGuard);
        Assert.Equal(51, one.WireGuard!.Unit);
        Assert.Equal(51, one.Forwarding.Unit);
        Assert.Equal("10.61.0.0/16", $"{one.WireGuard.Pool4}");
    }

    [Fact]
    public async Task Connect_OpenVpn_OneCertificateAndShortTimes()
    {
        await ShareAsync();

        var file = await ConnectAsync(OpenVpn, null);

        Assert.Contains($"remote {Address} ", file, StringComparison.Ordinal);
        Assert.DoesNotContain("second.example", file, StringComparison.Ordinal);
        Assert.Equal(First.State.Clients.Values, _second.State.Clients.Values);
        var (one, two) = (First.State.Services["default"].OpenVpn[0], _second.State.Services["default"].OpenVpn[0]);
        Assert.Equal((one.Certificate, one.PrivateKey), (two.Certificate, two.PrivateKey));
        Assert.Equal((1, 3), (one.Ping, one.PingRestart));
    }

    /// <summary>Not the one that the client would never reach has to say that it works.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Connect_TheActiveNode_IsTheOneThatIsWaitedFor(bool firstIsActive)
    {
        await ShareAsync();
        var (active, standby) = firstIsActive ? (First, _second) : (_second, First);
        active.Lie = status => status with { ActiveUnits = [51] };
        standby.Lie = status => status with { ActiveUnits = [52] };
        await active.SayStatusAsync();
        await standby.SayStatusAsync();
        await Eventually.TrueAsync("the portal to know", async () => await ChosenAsync() == active.Id);
    }

    [Fact]
    public async Task RemoveNode_TheOtherServesOn()
    {
        await ShareAsync();
        await ConnectAsync(WireGuard, TestApp.NewKey());
        await ConnectAsync(WireGuard, TestApp.NewKey());

        await ChangeProfileAsync(profile => profile["nodes"] = new JsonArray("node-2"));

        await Eventually.TrueAsync(
            "the first to be empty",
            () => First.State is { Peers.IsEmpty: true, Services.IsEmpty: true }
        );
        Assert.Equal(2, _second.State.Peers.Count);
    }

    [Fact]
    public async Task AddNode_KnowsEverybody()
    {
        await ShareAsync();
        await ChangeProfileAsync(profile => profile["nodes"] = new JsonArray("node-1"));
        await ConnectAsync(WireGuard, TestApp.NewKey());
        Assert.Empty(_second.State.Peers);

        await ChangeProfileAsync(profile => profile["nodes"] = new JsonArray());

        await Eventually.TrueAsync("the second to know it", () => _second.State.Peers.Count == 1);
        Assert.Equal(First.State.Peers.Values, _second.State.Peers.Values);
    }

    [Fact]
    public async Task ChangePlacement_WireGuardEnds_ForItsKeyIsAnother()
    {
        await ConnectAsync(WireGuard, TestApp.NewKey());
        await ConnectAsync(OpenVpn, null);

        await ShareAsync();

        await Eventually.TrueAsync(
            "the peers to be gone",
            () => First.State.Peers.IsEmpty && _second.State.Peers.IsEmpty
        );
        Assert.Single(First.State.Clients);
    }

    private Task ShareAsync() =>
        ChangeProfileAsync(profile =>
        {
            profile["placement"] = "shared";
            profile["unit"] = 51;
            profile["hostName"] = Address;
        });

    private async Task<string> ChosenAsync()
    {
        await ConnectAsync(WireGuard, TestApp.NewKey());
        var living = await _portal.Database.ReadAsync(
            unit => new Data.Stores().Configurations.ListOfProfileAsync(unit, "default"),
            CancellationToken.None
        );
        return living.MaxBy(configuration => configuration.CreatedAt)!.NodeId;
    }

    private async Task ChangeProfileAsync(Action<JsonObject> change)
    {
        var all = JsonNode.Parse(await _portal.Admin.GetStringAsync("/api/admin/v1/profiles"))!;
        var profile = all["items"]![0]!.AsObject();
        change(profile);
        using var answer = await _portal.Admin.PutAsJsonAsync("/api/admin/v1/profiles/default", profile);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        await Eventually.TrueAsync(
            "both nodes to be told",
            () => new[] { First, _second }.Any(node => node.State.Services.ContainsKey("default"))
        );
    }

    /// <summary>Every connect is an app of its own: one that connects again replaces what it had.</summary>
    private async Task<string> ConnectAsync(string contentType, string? key)
    {
        using var app = _portal.NewApp();
        await app.AuthorizeAsync(await _portal.AddUserAsync());
        using var answer = await app.ConnectAsync(key, "default", contentType);
        var body = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, body);
        return body;
    }
}
