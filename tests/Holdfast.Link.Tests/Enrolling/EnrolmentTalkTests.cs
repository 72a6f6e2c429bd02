using System.Net.Sockets;
using System.Net.WebSockets;
using Holdfast.Link.Addresses;
using Holdfast.Link.Enrolling;
using Holdfast.Link.Problems;
using Holdfast.Link.Tests.Fixtures;

namespace Holdfast.Link.Tests.Enrolling;

/// <summary>A node that has the right key and then behaves badly.</summary>
public sealed class EnrolmentTalkTests
{
    private readonly TestPortal _portal = new();
    private readonly EnrolmentCode _code = EnrolmentCode.Create(
        LinkAddress.Parse("node:1").Value!,
        new byte[32],
        TimeProvider.System.GetUtcNow()
    );

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task TalkAsync_NodeDoesNotKnowTheSecret_OtherKey() =>
        Assert.Equal(
            EnrolmentProblems.OtherKey.Id,
            await TalkAsync(Challenge(), new EnrolmentAccept(new byte[32]), new EnrolmentDone())
        );

    [Fact]
    public async Task TalkAsync_NodeSpeaksNewerVersionsOnly_NoCommonVersion() =>
        Assert.Equal(
            LinkProblems.NoCommonVersion.Id,
            await TalkAsync(Challenge() with { OldestVersion = 2, Version = 3 })
        );

    [Fact]
    public async Task TalkAsync_NodeAnswersOutOfOrder_WrongOrder() =>
        Assert.Equal(LinkProblems.WrongOrder.Id, await TalkAsync(new EnrolmentDone()));

    [Fact]
    public async Task TalkAsync_NodeRefusesForAnUnknownReason_NotAdmitted() =>
        Assert.Equal(
            LinkProblems.NotAdmitted.Id,
            await TalkAsync(new EnrolmentRefusal("HF-9999", "\u001b[31mred\u001b[0m"))
        );

    [Fact]
    public async Task TalkAsync_NodeHangsUp_Cut() => Assert.Equal(EnrolmentProblems.Cut.Id, await TalkAsync());

    private static EnrolmentChallenge Challenge() =>
        new(1, 1, new byte[EnrolmentTranscript.NonceLength], "request", "host", TimeProvider.System.GetUtcNow());

    /// <summary>Plays a node that says what is given, whatever it hears; returns the id of the problem.</summary>
    private async Task<string> TalkAsync(params EnrolmentMessage[] answers)
    {
        var (near, far) = Pair();
        var node = new EnrolmentSocket(
            WebSocket.CreateFromStream(far, new WebSocketCreationOptions { IsServer = true }),
            ""
        );
        var portal = new EnrolmentSocket(WebSocket.CreateFromStream(near, new WebSocketCreationOptions()), "node:1");
        var playing = PlayAsync(node, answers, far);
        var talk = new EnrolmentTalk(portal, _code, "node-1", _portal.Authority, TimeProvider.System);
        try
        {
            return Assert.Single((await talk.TalkAsync(Cancel)).Problems).Id;
        }
        catch (Link.Channels.LinkException refused)
        {
            return refused.Problem.Id;
        }
        finally
        {
            await near.DisposeAsync();
            await playing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private static async Task PlayAsync(EnrolmentSocket node, EnrolmentMessage[] answers, Stream wire)
    {
        foreach (var answer in answers)
        {
            await node.ReceiveAsync(Cancel);
            await node.SendAsync(answer, Cancel);
        }
        await wire.DisposeAsync();
    }

    private static (Stream Near, Stream Far) Pair()
    {
        using var listener = new Socket(SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new System.Net.IPEndPoint(System.Net.IPAddress.Loopback, 0));
        listener.Listen();
        var near = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        near.Connect(
            new System.Net.IPEndPoint(
                System.Net.IPAddress.Loopback,
                ((System.Net.IPEndPoint)listener.LocalEndPoint!).Port
            )
        );
        return (new NetworkStream(near, ownsSocket: true), new NetworkStream(listener.Accept(), ownsSocket: true));
    }
}
