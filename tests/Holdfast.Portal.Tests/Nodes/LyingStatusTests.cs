using System.Text.Json;
using Holdfast.Link.Messages;
using Holdfast.Portal.Nodes;
using Holdfast.Portal.Tests.Running;
using Holdfast.Testing.Waiting;

namespace Holdfast.Portal.Tests.Nodes;

/// <summary>What a node says of itself that cannot be. The other gets its clients, until it tells the truth.</summary>
public sealed class LyingStatusTests(HonestPortal stage) : IClassFixture<HonestPortal>, IAsyncLifetime
{
    private readonly HonestPortal _stage = stage;
    private GuestNode _guest = null!;

    private FakeNode Liar => _guest.Node;

    public async ValueTask InitializeAsync() => _guest = await GuestNode.JoinAsync(_stage.Portal, "second.example");

    public ValueTask DisposeAsync() => _guest.DisposeAsync();

    public static TheoryData<string> Statuses => [.. Lies.Keys];

    private static readonly Dictionary<string, Func<NodeStatus, NodeStatus>> Lies = new(StringComparer.Ordinal)
    {
        ["sessions that overflow a sum"] = status => Services(status, s => s with { Sessions = int.MaxValue }),
        ["fewer clients than none"] = status => Services(status, s => s with { Sessions = -1_000_000 }),
        ["less than nothing carried"] = status => Services(status, s => s with { Received = long.MinValue }),
        ["a line of a configuration file"] = status => status with { HostName = "vpn.example\nscript-security 2" },
        ["a host name that no database takes"] = status => status with { HostName = "a\0b" },
        ["no host name"] = status => status with { HostName = "" },
        ["a very long host name"] = status => status with { HostName = new string('a', 100_000) },
        ["an address that is none"] = status => status with { WireGuardTcpUrl = new Uri("../x", UriKind.Relative) },
        ["a file"] = status => status with { WireGuardTcpUrl = new Uri("file:///etc/passwd") },
        ["a web server without TLS"] = status => status with { WireGuardTcpUrl = new Uri("http://vpn.example/") },
        ["somebody's password"] = status => status with { WireGuardTcpUrl = new Uri("https://a:b@vpn.example/") },
        ["ten thousand services"] = status =>
            status with
            {
                Services = [.. Enumerable.Repeat(status.Services[0], 10_000)],
            },
        ["a name of a megabyte"] = status => Services(status, s => s with { Interface = new string('x', 1_000_000) }),
    };

    [Theory]
    [MemberData(nameof(Statuses))]
    public async Task Status_Impossible_TheNodeGetsNobodyAndItsPageSaysWhy(string lie)
    {
        Liar.Lie = Lies[lie];
        await Liar.SayStatusAsync();
        await Eventually.TrueAsync("it is doubted", () => _guest.State is { Doubt: not null, Status: null });

        for (var i = 0; i < 3; i++)
        {
            Assert.Contains("vpn.example:51820", await _stage.ConnectAsync(), StringComparison.Ordinal);
        }

        var node = await NodeAsync();
        Assert.Equal("troubled", node.GetProperty("state").GetString());
        Assert.Equal(NodeProblems.Impossible.Id, node.GetProperty("failures")[0].GetProperty("problemId").GetString());
        Assert.True(_stage.Honest.Condition.Linked);
    }

    [Fact]
    public async Task Status_HonestAgain_TheNodeGetsClientsAgain()
    {
        Liar.Lie = status => Services(status, s => s with { Sessions = -1 });
        await Liar.SayStatusAsync();
        await Eventually.TrueAsync("it is doubted", () => _guest.State is { Doubt: not null, Status: null });

        Liar.Lie = status => status;
        await Liar.SayStatusAsync();

        await Eventually.TrueAsync("it is believed again", () => _guest.State.Status is not null);
    }

    private async Task<JsonElement> NodeAsync() =>
        JsonSerializer.Deserialize<JsonElement>((await _stage.Portal.GetAsync($"/nodes/{_guest.Id}")).ToJsonString());

    private static NodeStatus Services(NodeStatus status, Func<ServiceStatus, ServiceStatus> change) =>
        status with
        {
            Services = [.. status.Services.Select(change)],
        };
}
