using System.Net.WebSockets;
using Holdfast.Link.Channels;
using Holdfast.Link.Dialing;
using Holdfast.Link.Messages;
using Holdfast.Link.Problems;
using Holdfast.Link.Tests.Fixtures;
using Holdfast.Model.Problems;
using Holdfast.Testing.Waiting;

namespace Holdfast.Link.Tests.Channels;

public sealed class LinkChannelTests
{
    private static readonly LinkLimits Quick = LinkLimits.OfPortal with
    {
        PingInterval = TimeSpan.FromMilliseconds(200),
        PingTimeout = TimeSpan.FromMilliseconds(400),
    };

    private readonly TestPortal _portal = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task SendAsync_ManySenders_NoMessageTorn()
    {
        await using var node = await TestNode.StartEnrolledAsync(_portal);
        await using var link = await DialAsync(node);
        var sending = Task.WhenAll(
            Enumerable.Range(0, 200).Select(i => link.Channel.SendAsync(new Goodbye($"{i}"), Cancel))
        );

        var echoed = new HashSet<string>(StringComparer.Ordinal);
        while (echoed.Count < 200)
        {
            echoed.Add(Assert.IsType<Goodbye>(await link.Channel.ReceiveOneAsync(Cancel)).Reason);
        }
        await sending;
    }

    [Fact]
    public async Task SendAsync_LargerThanTheOtherEndTakes_TooLarge()
    {
        _portal.Limits = LinkLimits.OfPortal with { MaximumSent = 1000 };
        await using var node = await TestNode.StartEnrolledAsync(_portal);
        await using var link = await DialAsync(node);
        var thrown = await Assert.ThrowsAsync<LinkException>(() =>
            link.Channel.SendAsync(new Goodbye(new string('x', 1000)), Cancel)
        );
        Assert.Equal(LinkProblems.TooLarge, thrown.Problem.Kind);
        await link.Channel.SendAsync(new Goodbye("the link itself lives"), Cancel);
        Assert.NotNull(await link.Channel.ReceiveOneAsync(Cancel));
    }

    [Fact]
    public async Task ReceiveAsync_LargeMessageWithinTheLimit_Arrives()
    {
        await using var node = await TestNode.StartEnrolledAsync(_portal);
        await using var link = await DialAsync(node);
        var large = new Goodbye(new string('x', 3_000_000));
        await link.Channel.SendAsync(large, Cancel);
        Assert.Equal(large, await link.Channel.ReceiveOneAsync(Cancel));
    }

    [Fact]
    public async Task ReceiveAsync_LargerThanWeTake_TooLargeAndTheLinkEnds()
    {
        _portal.Limits = LinkLimits.OfPortal with { MaximumReceived = 1000 };
        await using var node = await TestNode.StartEnrolledAsync(_portal);
        await using var link = await DialAsync(node);
        await link.Channel.SendAsync(new Goodbye(new string('x', 1000)), Cancel);
        await EndsAsync(link, LinkProblems.TooLarge);
        await Eventually.TrueAsync("the node saw the end", () => node.Listener.Links == 0);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("not json")]
    [InlineData("{\"type\":\"unheard-of\"}")]
    public async Task ReceiveAsync_Garbage_ClosedWithInvalidPayload(string text)
    {
        await using var node = await TestNode.StartEnrolledAsync(_portal);
        using var socket = (await Raw.OpenAsync(node, LinkPaths.Link, _portal))!;
        await socket.SayAsync(text);
        Assert.Equal(WebSocketCloseStatus.InvalidPayloadData, await socket.CloseStatusAsync());
        await Eventually.TrueAsync(
            "the node logs the garbage",
            () => node.Log.Lines.Any(line => line.Contains(LinkProblems.Garbage.Id, StringComparison.Ordinal))
        );
    }

    [Fact]
    public async Task ReceiveAsync_BinaryMessage_ClosedWithInvalidPayload()
    {
        await using var node = await TestNode.StartEnrolledAsync(_portal);
        using var socket = (await Raw.OpenAsync(node, LinkPaths.Link, _portal))!;
        await socket.SendAsync(new byte[] { 1, 2 }, WebSocketMessageType.Binary, true, Cancel);
        Assert.Equal(WebSocketCloseStatus.InvalidPayloadData, await socket.CloseStatusAsync());
    }

    [Fact]
    public async Task ReceiveAsync_OversizeInPieces_ClosedAsTooBigBeforeTheEnd()
    {
        await using var node = await TestNode.StartEnrolledAsync(
            _portal,
            options => options with { Limits = LinkLimits.OfNode with { MaximumReceived = 100_000 } }
        );
        using var socket = (await Raw.OpenAsync(node, LinkPaths.Link, _portal))!;
        for (var i = 0; i < 3; i++)
        {
            await socket.SendAsync(new byte[50_000], WebSocketMessageType.Text, endOfMessage: false, Cancel);
        }
        Assert.Equal(WebSocketCloseStatus.MessageTooBig, await socket.CloseStatusAsync());
    }

    [Fact]
    public async Task CloseAsync_GoodOrder_OtherEndReadsGoodbyeAndTheEnd()
    {
        await using var node = await TestNode.StartEnrolledAsync(_portal);
        var seen = new TaskCompletionSource<List<LinkMessage>>();
        node.Serve = async (channel, _) =>
        {
            List<LinkMessage> messages = [];
            // Without the token, which is cancelled when the link is over, however much is still to be read.
            await foreach (var message in channel.ReceiveAsync(CancellationToken.None))
            {
                messages.Add(message);
            }
            seen.SetResult(messages);
        };
        await using var link = await DialAsync(node);
        await link.Channel.CloseAsync("bye", Cancel);
        Assert.Equal([new Goodbye("bye")], await seen.Task.WaitAsync(Eventually.Patience, Cancel));
        Assert.Equal(LinkProblems.Cut, (await SendFailsAsync(link)).Kind);
    }

    [Fact]
    public async Task SendAsync_PeerThatReadsNothing_HeldBackUntilItReads()
    {
        await using var node = await TestNode.StartEnrolledAsync(_portal);
        var read = new TaskCompletionSource();
        var count = 0;
        node.Serve = async (channel, cancel) =>
        {
            await read.Task.WaitAsync(cancel);
            await foreach (var _ in channel.ReceiveAsync(cancel))
            {
                count++;
            }
        };
        await using var link = await DialAsync(node);
        var sending = FloodAsync(link, messages: 100);
        var early = await Task.WhenAny(sending, Task.Delay(1000, Cancel));
        Assert.NotSame(sending, early);
        read.SetResult();
        await sending.WaitAsync(Eventually.Patience, Cancel);
        await Eventually.TrueAsync("all have arrived", () => count == 100);
    }

    [Fact]
    public async Task ReceiveAsync_FewLargeMessages_ReadAheadIsBoundedInBytes()
    {
        const int Limit = 1_000_000;
        const int Message = 900_000;
        _portal.Limits = LinkLimits.OfPortal with { WaitingBytes = Limit };
        await using var node = await TestNode.StartEnrolledAsync(_portal);
        var sent = 0;
        node.Serve = async (channel, cancel) =>
        {
            for (; sent < 60; sent++)
            {
                await channel.SendAsync(new Goodbye(new string('x', Message)), cancel);
            }

            await channel.ReceiveOneAsync(cancel);
        };
        await using var link = await DialAsync(node);

        for (var taken = 0; taken < 60; taken++)
        {
            await Eventually.TrueAsync(
                "as much as may be is read ahead",
                () => link.Channel.Waiting > Limit || sent == 60
            );
            // Two wait here, the others fill what the network has room for.
            Assert.InRange(link.Channel.Waiting, 0, Limit + Message + 1000);
            Assert.InRange(sent - taken, 0, 20);
            Assert.NotNull(await link.Channel.ReceiveOneAsync(Cancel));
        }
    }

    [Fact]
    public async Task ReceiveAsync_WireFallsSilent_SilentAfterThePingTimeout()
    {
        _portal.Limits = Quick;
        await using var node = await TestNode.StartEnrolledAsync(_portal);
        await using var relay = new Relay(node.Address);
        await using var link = (await _portal.Dialer.DialAsync(relay.Address, TestNode.Id, Cancel)).Value!;
        relay.Freeze();
        await EndsAsync(link, LinkProblems.Silent);
        Assert.True(link.Channel.Ended.IsCancellationRequested);
    }

    [Fact]
    public async Task Listener_WireFallsSilent_LinkIsGivenUp()
    {
        await using var node = await TestNode.StartEnrolledAsync(
            _portal,
            options =>
                options with
                {
                    Limits = LinkLimits.OfNode with
                    {
                        PingInterval = TimeSpan.FromMilliseconds(200),
                        PingTimeout = TimeSpan.FromMilliseconds(400),
                    },
                }
        );
        await using var relay = new Relay(node.Address);
        await using var link = (await _portal.Dialer.DialAsync(relay.Address, TestNode.Id, Cancel)).Value!;
        relay.Freeze();
        await Eventually.TrueAsync("the node gives the link up", () => node.Listener.Links == 0);
    }

    [Fact]
    public async Task ReceiveAsync_IdleForManyPings_LinkStands()
    {
        _portal.Limits = Quick;
        await using var node = await TestNode.StartEnrolledAsync(_portal);
        await using var link = await DialAsync(node);
        await Assert.ThrowsAsync<TimeoutException>(() =>
            link.Channel.ReceiveOneAsync(Cancel).WaitAsync(TimeSpan.FromSeconds(2), Cancel)
        );
        await link.Channel.SendAsync(new Goodbye("still here"), Cancel);
        Assert.False(link.Channel.Ended.IsCancellationRequested);
    }

    [Fact]
    public async Task ReceiveAsync_WireCutInTheMiddleOfAMessage_CutAtBothEnds()
    {
        await using var node = await TestNode.StartEnrolledAsync(_portal);
        var problem = new TaskCompletionSource<Problem>();
        node.Serve = async (channel, _) =>
        {
            // Without the token, which is cancelled when the link is over: then it would be chance which of the two is seen.
            var thrown = await Assert.ThrowsAsync<LinkException>(() => channel.ReceiveOneAsync(CancellationToken.None));
            problem.SetResult(thrown.Problem);
        };
        await using var relay = new Relay(node.Address);
        await using var link = (await _portal.Dialer.DialAsync(relay.Address, TestNode.Id, Cancel)).Value!;
        relay.CutAfter(50_000);
        // All of it may have been handed to the network before the cut, or not.
        _ = await Record.ExceptionAsync(() => link.Channel.SendAsync(new Goodbye(new string('x', 100_000)), Cancel));
        await EndsAsync(link, LinkProblems.Cut);
        Assert.Equal(LinkProblems.Cut, (await problem.Task.WaitAsync(Eventually.Patience, Cancel)).Kind);
    }

    [Fact]
    public async Task DisposeAsync_WhileReceiving_ReceiverIsFreed()
    {
        await using var node = await TestNode.StartEnrolledAsync(_portal);
        var link = await DialAsync(node);
        var receiving = link.Channel.ReceiveOneAsync(Cancel);
        await link.DisposeAsync();
        await Assert.ThrowsAsync<LinkException>(() => receiving.WaitAsync(Eventually.Patience, Cancel));
    }

    private static async Task FloodAsync(DialledLink link, int messages)
    {
        var large = new Goodbye(new string('x', 500_000));
        for (var i = 0; i < messages; i++)
        {
            await link.Channel.SendAsync(large, Cancel);
        }
    }

    private static async Task EndsAsync(DialledLink link, ProblemKind why)
    {
        var thrown = await Assert.ThrowsAsync<LinkException>(() =>
            link.Channel.ReceiveOneAsync(Cancel).WaitAsync(Eventually.Patience, Cancel)
        );
        Assert.Equal(why.Id, thrown.Problem.Id);
    }

    private static async Task<Problem> SendFailsAsync(DialledLink link) =>
        (await Assert.ThrowsAsync<LinkException>(() => link.Channel.SendAsync(new Goodbye("?"), Cancel))).Problem;

    private async Task<DialledLink> DialAsync(TestNode node)
    {
        var dialled = await _portal.Dialer.DialAsync(node.Address, TestNode.Id, Cancel);
        Assert.Empty(dialled.Problems);
        return dialled.Value!;
    }
}
