using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Holdfast.Data.Nodes;
using Holdfast.Portal.Features.Nodes;
using Holdfast.Portal.Tests.Running;
using Holdfast.Testing.Waiting;
using Microsoft.Extensions.DependencyInjection;

namespace Holdfast.Portal.Tests.Nodes;

/// <summary>One portal, two nodes: who gets which client, and what both are told. One portal for each test: they change its nodes.</summary>
public sealed class SpreadTests : IAsyncLifetime
{
    private const string OpenVpn = "application/x-openvpn-profile";
    private const string WireGuard = "application/x-wireguard-profile";

    private readonly RunningPortal _portal = new();
    private FakeNode _second = null!;

    private FakeNode First => _portal.Node;

    public ValueTask InitializeAsync() => _portal.InitializeAsync();

    public async ValueTask DisposeAsync()
    {
        await _portal.DisposeAsync();
        if (_second is not null)
        {
            await _second.DisposeAsync();
        }
    }

    [Fact]
    public async Task Connect_TwoNodes_EachGetsHalfWithItsOwnKeyAndAddresses()
    {
        await AddSecondAsync();
        var files = new List<string>();
        for (var i = 0; i < 10; i++)
        {
            files.Add(await ConnectAsync(WireGuard, TestApp.NewKey()));
        }

        // A client that was just sent to a node and is reported by it already counts twice for a few seconds.
        Assert.InRange(_second.State.Peers.Count, 4, 6);
        Assert.Equal(
            10,
            First.State.Peers.Values.Concat(_second.State.Peers.Values).Select(p => p.Address4).Distinct().Count()
        );
        Assert.All(
            _second.State.Peers.Values,
            p => Assert.True(IPNetwork.Parse("10.61.128.0/17").Contains(p.Address4))
        );
        Assert.NotEqual(KeyOf(First), KeyOf(_second));
        Assert.Equal(
            _second.State.Peers.Count,
            files.Count(f => f.Contains("Endpoint = second.example:51820", StringComparison.Ordinal))
        );
        Assert.Equal(
            First.State.Peers.Count,
            files.Count(f => f.Contains("Endpoint = vpn.example:51820", StringComparison.Ordinal))
        );
    }

    [Fact]
    public async Task Connect_NodeSilent_AnotherWithinTheSameCall()
    {
        await AddSecondAsync();
        await ConnectAsync(WireGuard, TestApp.NewKey());
        await ConnectAsync(WireGuard, TestApp.NewKey());
        _second.Silent = true;

        // Now each has one; of two more, one is meant for the second.
        var files = new[]
        {
            await ConnectAsync(WireGuard, TestApp.NewKey()),
            await ConnectAsync(WireGuard, TestApp.NewKey()),
        };

        Assert.All(files, file => Assert.Contains("Endpoint = vpn.example:", file, StringComparison.Ordinal));
        await Eventually.TrueAsync("what was not confirmed is taken back", () => _second.State.Peers.Count == 1);
    }

    [Fact]
    public async Task Connect_DrainingNode_GetsNobody()
    {
        await AddSecondAsync();
        await ChangeAsync((nodes, unit) => nodes.SetDrainingAsync(unit, "node-1", TimeProvider.System.GetUtcNow()));
        for (var i = 0; i < 3; i++)
        {
            await ConnectAsync(WireGuard, TestApp.NewKey());
        }

        Assert.Equal((0, 3), (First.State.Peers.Count, _second.State.Peers.Count));
    }

    [Fact]
    public async Task Connect_NodeMeantForTheClient_IsPreferred()
    {
        await AddSecondAsync();
        var loopback = new NodePreferences(100, [IPNetwork.Parse("127.0.0.0/8")], null);
        await ChangeAsync((nodes, unit) => nodes.SetPreferencesAsync(unit, "node-2", loopback));
        for (var i = 0; i < 3; i++)
        {
            await ConnectAsync(WireGuard, TestApp.NewKey());
        }

        Assert.Equal((0, 3), (First.State.Peers.Count, _second.State.Peers.Count));
    }

    [Fact]
    public async Task Connect_OpenVpn_IsLiveOnBothAndTheFileNamesBoth()
    {
        await AddSecondAsync();
        var file = await ConnectAsync(OpenVpn, null);

        var (here, there) = (Assert.Single(First.State.Clients).Value, Assert.Single(_second.State.Clients).Value);
        Assert.Equal(here, there);
        var remotes = file.Split('\n').Where(line => line.StartsWith("remote ", StringComparison.Ordinal)).ToList();
        Assert.Equal(
            [
                "remote second.example 1194 tcp",
                "remote second.example 1194 udp",
                "remote vpn.example 1194 tcp",
                "remote vpn.example 1194 udp",
            ],
            remotes.Order(StringComparer.Ordinal)
        );
        Assert.All(remotes.Take(2), line => Assert.EndsWith("udp", line, StringComparison.Ordinal));
    }

    [Fact]
    public async Task AddNode_OpenVpnClientsAreThere_TheNewNodeKnowsThemAndWireGuardStays()
    {
        await ConnectAsync(OpenVpn, null);
        await ConnectAsync(WireGuard, TestApp.NewKey());
        var before = First.State.Services["default"].WireGuard;

        await AddSecondAsync();

        await Eventually.TrueAsync("the new node knows the OpenVPN client", () => _second.State.Clients.Count == 1);
        Assert.Equal(First.State.Clients.Values, _second.State.Clients.Values);
        Assert.Single(First.State.Peers);
        Assert.Empty(_second.State.Peers);
        Assert.Equal(before, First.State.Services["default"].WireGuard);
    }

    [Fact]
    public async Task RemoveNode_ItsPeersEndAndOpenVpnGoesOnElsewhere()
    {
        await AddSecondAsync();
        await ConnectAsync(WireGuard, TestApp.NewKey());
        await ConnectAsync(WireGuard, TestApp.NewKey());
        await ConnectAsync(OpenVpn, null);

        using var removed = await _portal.Admin.DeleteAsync("/api/admin/v1/nodes/node-2");

        Assert.True(removed.IsSuccessStatusCode);
        Assert.Equal((1, 1), (First.State.Peers.Count, First.State.Clients.Count));
        var living = await _portal.Database.ReadAsync(
            unit => new Data.Stores().Configurations.ListOfProfileAsync(unit, "default"),
            CancellationToken.None
        );
        Assert.Equal(2, living.Count);
    }

    [Fact]
    public async Task ChangeProfile_NodeLeavesIt_IsToldSo()
    {
        await AddSecondAsync();
        await ConnectAsync(WireGuard, TestApp.NewKey());
        await ConnectAsync(WireGuard, TestApp.NewKey());
        await ConnectAsync(OpenVpn, null);

        await ChangeProfileAsync(profile => profile["nodes"] = JsonSerializer.SerializeToElement<string[]>(["node-1"]));

        await Eventually.TrueAsync(
            "empty",
            () => _second.State is { Services.IsEmpty: true, Peers.IsEmpty: true, Clients.IsEmpty: true }
        );
        Assert.Equal((1, 1), (First.State.Peers.Count, First.State.Clients.Count));
    }

    [Fact]
    public async Task ChangeProfile_NoMasquerade_EachNodeHasItsOwnNetwork()
    {
        await AddSecondAsync();
        await ChangeProfileAsync(profile => profile["masquerade"] = JsonSerializer.SerializeToElement(false));

        await Eventually.TrueAsync(
            "the lower halves",
            () => PoolsOf(First) == "10.61.0.0/17 10.62.0.0/18 10.62.128.0/18"
        );
        await Eventually.TrueAsync(
            "the upper halves",
            () => PoolsOf(_second) == "10.61.128.0/17 10.62.64.0/18 10.62.192.0/18"
        );

        await ConnectAsync(OpenVpn, null);
        Assert.Equal(First.State.Clients.Values, _second.State.Clients.Values);
    }

    [Fact]
    public async Task Node_PoolIsGivenToAnother_IsShownToHaveNoRoom()
    {
        await ChangeProfileAsync(profile =>
        {
            var wireGuard = JsonSerializer.SerializeToNode(profile["wireGuard"])!;
            wireGuard["slices"] = new JsonArray(
                new JsonObject { ["node"] = "node-1", ["network"] = wireGuard["pool4"]!.GetValue<string>() }
            );
            profile["wireGuard"] = JsonSerializer.SerializeToElement(wireGuard);
        });
        await AddSecondAsync();

        Assert.Empty((await _portal.GetAsync("/nodes/node-1"))["noRoom"]!.AsArray());
        var without = Assert.Single((await _portal.GetAsync("/nodes/node-2"))["noRoom"]!.AsArray())!;
        Assert.Equal(("default", "wire-guard"), (Text(without, "profileId"), Text(without, "protocol")));
        var view = await _portal.Services.GetRequiredService<INodesDesk>().ReadAsync(CancellationToken.None);
        Assert.Equal(
            CellState.NoRoom,
            Assert.Single(view.Profiles).Cells.Single(cell => cell.NodeId == "node-2").State
        );
    }

    private static string Text(JsonNode node, string member) => node[member]!.GetValue<string>();

    private static string PoolsOf(FakeNode node) =>
        node.State.Services.TryGetValue("default", out var services)
            ? string.Join(' ', [services.WireGuard!.Pool4, .. services.OpenVpn.Select(o => o.Pool4)])
            : "";

    private static object KeyOf(FakeNode node) => node.State.Services["default"].WireGuard!.PrivateKey;

    private async Task AddSecondAsync() => _second = await _portal.AddNodeAsync("second.example");

    private Task ChangeAsync(Func<NodeStore, Data.IUnitOfWork, Task<bool>> change) =>
        _portal.Database.WriteAsync(
            unit => change(_portal.Services.GetRequiredService<NodeStore>(), unit),
            CancellationToken.None
        );

    private async Task ChangeProfileAsync(Action<Dictionary<string, JsonElement>> change)
    {
        using var all = JsonDocument.Parse(await _portal.Admin.GetStringAsync("/api/admin/v1/profiles"));
        var profile = all.RootElement.GetProperty("items")[0].Deserialize<Dictionary<string, JsonElement>>()!;
        change(profile);
        using var answer = await _portal.Admin.PutAsJsonAsync("/api/admin/v1/profiles/default", profile);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
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
