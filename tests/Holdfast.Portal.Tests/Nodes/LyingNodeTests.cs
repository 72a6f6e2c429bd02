using System.Net;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using Holdfast.Link.Messages;
using Holdfast.Model.DesiredState;
using Holdfast.Portal.Nodes;
using Holdfast.Portal.Tests.Running;
using Microsoft.Extensions.DependencyInjection;

namespace Holdfast.Portal.Tests.Nodes;

/// <summary>
/// One node that somebody else has taken over, beside one that is honest. Whatever the first says, the second gets its clients, and
/// nobody sees an error.
/// </summary>
public sealed class LyingNodeTests : IAsyncLifetime
{
    private const string Liar = "node-2";
    private const string WireGuard = "application/x-wireguard-profile";

    private readonly RunningPortal _portal = new();
    private FakeNode _liar = null!;
    private TestApp _app = null!;

    private NodeLinkState State => _portal.Services.GetRequiredService<NodeRegistry>()[Liar];

    private NodeLinkState Honest => _portal.Services.GetRequiredService<NodeRegistry>()["node-1"];

    public async ValueTask InitializeAsync()
    {
        await _portal.InitializeAsync();
        _liar = await _portal.AddNodeAsync("second.example");
        _app = _portal.NewApp();
        await _app.AuthorizeAsync(await _portal.AddUserAsync());
    }

    public async ValueTask DisposeAsync()
    {
        _app.Dispose();
        await _portal.DisposeAsync();
        await _liar.DisposeAsync();
    }

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
        _liar.Lie = Lies[lie];
        await _liar.SayAsync(_liar.Lie(Now()));
        await RunningPortal.UntilAsync(() => Task.FromResult(State.Doubt is not null), "it is doubted");

        for (var i = 0; i < 3; i++)
        {
            Assert.Contains("vpn.example:51820", await ConnectAsync(), StringComparison.Ordinal);
        }

        Assert.Null(State.Status);
        var node = await NodeAsync();
        Assert.Equal("troubled", node.GetProperty("state").GetString());
        Assert.Equal(NodeProblems.Impossible.Id, node.GetProperty("failures")[0].GetProperty("problemId").GetString());
        Assert.True(Honest.Condition.Linked);
    }

    [Fact]
    public async Task Status_HonestAgain_TheNodeGetsClientsAgain()
    {
        await _liar.SayAsync(Services(Now(), s => s with { Sessions = -1 }));
        await RunningPortal.UntilAsync(() => Task.FromResult(State.Doubt is not null), "it is doubted");

        await _liar.SayAsync(Now());

        await RunningPortal.UntilAsync(() => Task.FromResult(State.Status is not null), "it is believed again");
    }

    [Fact]
    public async Task Applied_OfTheFuture_CountsAsWhatItWasTold()
    {
        _liar.Claims = new Revision(99, 99_999);
        _liar.Cut();
        await RunningPortal.UntilAsync(
            () => Task.FromResult(State.Acknowledgements.Applied > Revision.None && State.Condition.Linked),
            "it has said so"
        );

        Assert.True(State.Acknowledgements.Applied < new Revision(2, 0), $"{State.Acknowledgements.Applied}");
    }

    public static TheoryData<string> Garbage =>
        [
            "",
            "x",
            "null",
            "[]",
            "{}",
            """{"type":"unheard-of"}""",
            """{"type":"applied"}""",
            """{"type":"applied","revision":null,"failures":[]}""",
            """{"type":"applied","revision":{"epoch":1e999,"number":1},"failures":[]}""",
            """{"type":"applied","revision":{"epoch":1,"number":99999999999999999999},"failures":[null]}""",
            """{"type":"status","at":"2026-13-45T00:00:00Z","services":[],"hostName":"x"}""",
            """{"type":"status","at":"2026-01-01T00:00:00Z","services":[],"hostName":"\ud800"}""",
            """{"type":"events","outboxId":"x","first":1,"events":[]}""",
            """{"type":"events","outboxId":"00000000-0000-0000-0000-000000000000","first":1,"events":[{"kind":"?"}]}""",
            """{"type":"snapshot","revision":{"epoch":1,"number":1},"services":{},"peers":[],"clients":[]}""",
        ];

    [Theory]
    [MemberData(nameof(Garbage))]
    public async Task Link_Garbage_EndsThatLinkAndIsDialledAgain(string text)
    {
        await EndsAsync(() => _liar.SayRawAsync(Encoding.UTF8.GetBytes(text)));
    }

    [Fact]
    public async Task Link_BytesThatAreNoText_EndThatLink()
    {
        byte[] broken = [.. "{\"type\":\"goodbye\",\"reason\":\""u8, 0xff, 0xc0, 0x80, .. "\"}"u8];

        await EndsAsync(() => _liar.SayRawAsync(broken));
        await EndsAsync(() => _liar.SayRawAsync(new byte[] { 1, 2, 3 }, WebSocketMessageType.Binary));
    }

    [Fact]
    public async Task Link_DeepAndGiantMessages_EndThatLink()
    {
        var deep = string.Concat(Enumerable.Repeat("{\"a\":", 100_000));

        await EndsAsync(() => _liar.SayRawAsync(Encoding.ASCII.GetBytes("{\"type\":\"goodbye\",\"a\":" + deep)));
        await EndsAsync(() => _liar.SayRawAsync(new byte[5_000_000]));
    }

    [Fact]
    public async Task Link_MessageOfThePortalsOwn_HasNoEffect()
    {
        await _liar.SayAsync(new EventsStored(Guid.Empty, 5));
        await _liar.SayAsync(new PortalHello(1, 1, "x", "x", "x"));
        await _liar.SayAsync(Now());

        await ConnectAsync();
        Assert.True(State.Condition.Linked);
    }

    [Fact]
    public async Task Link_FloodOfRequests_CostsOnlyThatNodeItsTime()
    {
        using var stop = new CancellationTokenSource();
        var flood = FloodAsync(stop.Token);
        var before = _liar.Heard.OfType<Snapshot>().Count();

        for (var i = 0; i < 10; i++)
        {
            await ConnectAsync();
        }

        await Task.Delay(1000, TestContext.Current.CancellationToken);
        Assert.True(Honest.Condition.Linked);
        Assert.InRange(_liar.Heard.OfType<Snapshot>().Count() - before, 0, 40);
        await stop.CancelAsync();
        await flood;
    }

    [Fact]
    public async Task Events_FloodOfSessionsOfOthers_LeavesNothingInTheBooks()
    {
        var id = Guid.CreateVersion7();
        var now = TimeProvider.System.GetUtcNow();
        NodeEvent[] theirs =
        [
            .. Enumerable
                .Range(0, NodeEvents.MostEvents)
                .Select(i => new SessionStarted(
                    now,
                    Guid.CreateVersion7(),
                    Guid.CreateVersion7(),
                    IPAddress.Loopback,
                    IPAddress.IPv6Loopback,
                    null
                )),
        ];
        for (var i = 0; i < 5; i++)
        {
            await _liar.SayAsync(new NodeEvents(id, 1 + (i * (long)theirs.Length), theirs));
        }

        await RunningPortal.UntilAsync(
            () => Task.FromResult(_liar.Heard.OfType<EventsStored>().Any(s => s.Next == 1 + (5 * theirs.Length))),
            "they are taken"
        );
        var sessions = await _portal.GetAsync("/sessions");
        Assert.Empty(sessions["items"]!.AsArray());
    }

    [Fact]
    public async Task Link_AcceptsAndNeverAnswers_OthersServeAtOnce()
    {
        _liar.Silent = true;

        for (var i = 0; i < 3; i++)
        {
            Assert.Contains("vpn.example:51820", await ConnectAsync(), StringComparison.Ordinal);
        }

        Assert.True(Honest.Condition.Linked);
    }

    [Fact]
    public async Task Disable_WhileTheNodeIsAway_IsTheFirstThingItHears()
    {
        var user = await _portal.AddUserAsync();
        using var app = _portal.NewApp();
        await app.AuthorizeAsync(user);
        // Two, so that each node has one.
        using var one = await app.ConnectAsync(TestApp.NewKey(), "default", WireGuard);
        using var other = await app.ConnectAsync(TestApp.NewKey(), "default", WireGuard);
        var peers = _liar.State.Peers.Keys.ToList();
        Assert.NotEmpty(peers);
        var id = _portal.Services.GetRequiredService<Portal.Portals.ThisPortal>().Id;
        _liar.Unheard[id] = true;
        _liar.Cut();
        await RunningPortal.UntilAsync(() => Task.FromResult(!State.Condition.Linked), "it is away");
        await _portal.DoAsync(HttpMethod.Patch, $"/users/{user}", """{"disabled":true}""");
        var heard = _liar.Heard.Count;

        _liar.Unheard.Clear();
        await RunningPortal.UntilAsync(() => Task.FromResult(_liar.Heard.Count > heard), "it is told something");

        var first = Assert.IsType<Delta>(_liar.Heard.ElementAt(heard));
        Assert.Equal(peers.Order(), first.Changes.Removed.Order());
    }

    private static NodeStatus Services(NodeStatus status, Func<ServiceStatus, ServiceStatus> change) =>
        status with
        {
            Services = [.. status.Services.Select(change)],
        };

    /// <summary>As it would honestly be.</summary>
    private NodeStatus Now() =>
        new(
            TimeProvider.System.GetUtcNow(),
            [
                .. _liar.State.Services.Values.Select(s => new ServiceStatus(
                    s.ProfileId,
                    s.WireGuard!.Interface,
                    Works: true,
                    Detail: null,
                    Sessions: 0
                )),
            ],
            "second.example",
            WireGuardTcpUrl: null
        );

    private async Task FloodAsync(CancellationToken stop)
    {
        try
        {
            while (!stop.IsCancellationRequested)
            {
                await _liar.SayAsync(new ResyncRequest(Revision.None));
                await _liar.SayAsync(Now());
            }
        }
        catch (IOException)
        {
            // The portal has had enough.
        }
    }

    /// <summary>The link ends, is dialled again, and meanwhile everybody else is served.</summary>
    private async Task EndsAsync(Func<Task> say)
    {
        await RunningPortal.UntilAsync(() => Task.FromResult(State.Condition.Linked), "it is linked");
        var since = State.Condition.Since;
        await say();
        await RunningPortal.UntilAsync(() => Task.FromResult(State.Condition.Since > since), "its link ended");
        await ConnectAsync();
        Assert.True(Honest.Condition.Linked);
        await RunningPortal.UntilAsync(() => Task.FromResult(State.Condition.Linked), "it is linked again");
    }

    private async Task<JsonElement> NodeAsync() =>
        JsonSerializer.Deserialize<JsonElement>((await _portal.GetAsync($"/nodes/{Liar}")).ToJsonString());

    private async Task<string> ConnectAsync()
    {
        using var answer = await _app.ConnectAsync(TestApp.NewKey(), "default", WireGuard);
        var body = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == HttpStatusCode.OK, body);
        return body;
    }
}
