using System.Net.WebSockets;
using System.Text;
using Holdfast.Portal.Tests.Running;
using Holdfast.Testing.Waiting;

namespace Holdfast.Portal.Tests.Nodes;

/// <summary>What comes over a link and is no message. That link ends and is dialled again; nothing else notices.</summary>
public sealed class LinkGarbageTests(HonestPortal stage) : IClassFixture<HonestPortal>, IAsyncLifetime
{
    private readonly HonestPortal _stage = stage;
    private GuestNode _guest = null!;

    private FakeNode Liar => _guest.Node;

    public async ValueTask InitializeAsync() => _guest = await GuestNode.JoinAsync(_stage.Portal, "second.example");

    public ValueTask DisposeAsync() => _guest.DisposeAsync();

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
        await EndsAsync(() => Liar.SayRawAsync(Encoding.UTF8.GetBytes(text)));
    }

    [Fact]
    public async Task Link_BytesThatAreNoText_EndThatLink()
    {
        byte[] broken = [.. "{\"type\":\"goodbye\",\"reason\":\""u8, 0xff, 0xc0, 0x80, .. "\"}"u8];

        await EndsAsync(() => Liar.SayRawAsync(broken));
        await EndsAsync(() => Liar.SayRawAsync(new byte[] { 1, 2, 3 }, WebSocketMessageType.Binary));
    }

    [Fact]
    public async Task Link_DeepAndGiantMessages_EndThatLink()
    {
        var deep = string.Concat(Enumerable.Repeat("{\"a\":", 100_000));

        await EndsAsync(() => Liar.SayRawAsync(Encoding.ASCII.GetBytes("{\"type\":\"goodbye\",\"a\":" + deep)));
        await EndsAsync(() => Liar.SayRawAsync(new byte[5_000_000]));
    }

    /// <summary>The link ends, is dialled again, and meanwhile everybody else is served.</summary>
    private async Task EndsAsync(Func<Task> say)
    {
        await Eventually.TrueAsync("it is linked", () => _guest.State.Condition.Linked);
        var since = _guest.State.Condition.Since;
        await say();
        await Eventually.TrueAsync("its link ended", () => _guest.State.Condition.Since > since);
        await _stage.ConnectAsync();
        Assert.True(_stage.Honest.Condition.Linked);
        await Eventually.TrueAsync("it is linked again", () => _guest.State.Condition.Linked);
    }
}
