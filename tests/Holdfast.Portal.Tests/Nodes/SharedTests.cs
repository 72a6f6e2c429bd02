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

    /// <summary>Each at the address whose node has fewer clients; both nodes know both.</summary>
    [Fact]
    public async Task Connect_Divided_EachAddressHasItsClients()
    {
        await DivideAsync(52);
        await SayActiveAsync(First, 51);
        await SayActiveAsync(_second, 52);

        string[] files =
        [
            await ConnectAsync(WireGuard, TestApp.NewKey()),
            await ConnectAsync(WireGuard, TestApp.NewKey()),
        ];

        Assert.Single(files, file => file.Contains($"Endpoint = {Address}:51820", StringComparison.Ordinal));
        Assert.Single(files, file => file.Contains("Endpoint = vip52.example:52052", StringComparison.Ordinal));
        Assert.Equal(2, files.Select(file => Line(file, "PublicKey")).Distinct().Count());
        foreach (var node in new[] { First, _second })
        {
            Assert.Equal(["default", "default@52"], node.State.Peers.Values.Select(peer => peer.ProfileId).Order());
            Assert.All(
                node.State.Peers.Values,
                peer => Assert.True(node.State.Services[peer.ProfileId].WireGuard!.Pool4.Contains(peer.Address4))
            );
            var (one, two) = (node.State.Services["default"].WireGuard!, node.State.Services["default@52"].WireGuard!);
            Assert.Equal((51, 51820, "10.61.0.0/17"), (one.Unit, one.Port, $"{one.Pool4}"));
            Assert.Equal((52, 52052, "10.61.128.0/17"), (two.Unit, two.Port, $"{two.Pool4}"));
        }
    }

    /// <summary>One node has both addresses after a takeover: the emptier one is next.</summary>
    [Fact]
    public async Task Connect_DividedAndOneNodeHasAll_TheEmptierAddress()
    {
        await DivideAsync(52);
        await SayActiveAsync(First, 51, 52);

        string[] files =
        [
            await ConnectAsync(WireGuard, TestApp.NewKey()),
            await ConnectAsync(WireGuard, TestApp.NewKey()),
        ];

        Assert.Equal(2, files.Select(file => Line(file, "Endpoint")).Distinct().Count());
    }

    /// <summary>Who is connected stays so: the first address keeps its clients, and what leaves takes only its own along.</summary>
    [Fact]
    public async Task ChangeUnits_OnlyTheClientsOfTheOneThatLeavesEnd()
    {
        await ShareAsync();
        await ConnectAsync(WireGuard, TestApp.NewKey());
        await ConnectAsync(OpenVpn, null);
        var early = Assert.Single(First.State.Peers.Values);

        await DivideAsync(52);
        await SayActiveAsync(First, 52);
        await SayActiveAsync(_second, 51);
        await ConnectAsync(WireGuard, TestApp.NewKey());
        await ConnectAsync(WireGuard, TestApp.NewKey());
        Assert.Equal(3, First.State.Peers.Count);
        Assert.Equal(early, First.State.Peers[early.ConfigurationId]);

        await DivideAsync();

        await Eventually.TrueAsync(
            "those of the second address to be gone",
            () => First.State.Peers.Values.All(peer => peer.ProfileId == "default")
        );
        Assert.Contains(early, First.State.Peers.Values);
        Assert.Single(First.State.Clients);
        Assert.DoesNotContain("default@52", First.State.Services.Keys);
        Assert.Equal("10.61.0.0/16", $"{First.State.Services["default"].WireGuard!.Pool4}");
    }

    [Fact]
    public async Task Divide_NoRoomIsLeft_IsRefusedAndNothingChanges()
    {
        await ShareAsync();
        var all = JsonNode.Parse(await _portal.Admin.GetStringAsync("/api/admin/v1/profiles"))!;
        var profile = all["items"]![0]!.AsObject();
        profile["wireGuard"]!["pool4"] = "10.61.0.0/28";
        profile["furtherUnits"] = Further(52, 53);

        using var answer = await _portal.Admin.PutAsJsonAsync("/api/admin/v1/profiles/default", profile);

        Assert.Equal(System.Net.HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("HF-1092", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal("10.61.0.0/16", $"{First.State.Services["default"].WireGuard!.Pool4}");
    }

    private static string Line(string text, string key) =>
        text.Split('\n').Single(line => line.StartsWith(key + " = ", StringComparison.Ordinal));

    private static async Task SayActiveAsync(FakeNode node, params int[] units)
    {
        node.Lie = status => status with { ActiveUnits = units };
        await node.SayStatusAsync();
    }

    private static JsonArray Further(params IEnumerable<int> units) =>
        [
            .. units.Select(unit => new JsonObject
            {
                ["unit"] = unit,
                ["hostName"] = $"vip{unit}.example",
                ["port"] = 52_000 + unit,
            }),
        ];

    private async Task DivideAsync(params int[] units)
    {
        await ChangeProfileAsync(profile =>
        {
            profile["placement"] = "shared";
            profile["unit"] = 51;
            profile["hostName"] = Address;
            profile["furtherUnits"] = Further(units);
        });
        await Eventually.TrueAsync(
            "both nodes to have a device for each part",
            () => new[] { First, _second }.All(node => node.State.Services.Count == units.Length + 1)
        );
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
