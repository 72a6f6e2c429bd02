using Holdfast.Link.Channels;
using Holdfast.Link.Messages;
using Holdfast.Link.Problems;
using Holdfast.Model.Problems;

namespace Holdfast.Link.Handshakes;

/// <summary>The first two messages of a link: who we are, which versions we speak.</summary>
public static class LinkHandshake
{
    /// <summary>How long the other end's hello may take.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>The portal's part: says hello, takes the node's.</summary>
    /// <exception cref="LinkException">The link ended.</exception>
    public static async Task<Outcome<NodeHello>> BeginAsync(
        LinkChannel channel,
        PortalHello mine,
        CancellationToken cancel
    )
    {
        await channel.SendAsync(mine, cancel);
        var first = await FirstAsync<NodeHello>(channel, cancel);
        if (first.Value is not { } hello)
        {
            return first;
        }
        if (LinkVersion.Common(hello.OldestVersion, hello.Version) is null)
        {
            return NoCommonVersion(channel, hello.OldestVersion, hello.Version, hello.Software);
        }
        return hello.NodeId == mine.NodeId
            ? hello
            : LinkProblems.WrongNode.At(channel.Peer, $"It is {hello.NodeId}, not {mine.NodeId}.");
    }

    /// <summary>
    /// The node's part: takes the portal's hello, answers. The answer is given also when the versions do not fit, so that the portal
    /// can say why.
    /// </summary>
    /// <exception cref="LinkException">The link ended.</exception>
    public static async Task<Outcome<PortalHello>> AnswerAsync(
        LinkChannel channel,
        NodeHello mine,
        CancellationToken cancel
    )
    {
        var first = await FirstAsync<PortalHello>(channel, cancel);
        if (first.Value is not { } hello)
        {
            return first;
        }
        await channel.SendAsync(mine, cancel);
        if (LinkVersion.Common(hello.OldestVersion, hello.Version) is null)
        {
            return NoCommonVersion(channel, hello.OldestVersion, hello.Version, hello.Software);
        }
        return hello.NodeId == mine.NodeId
            ? hello
            : LinkProblems.WrongNode.At(channel.Peer, $"The portal expects {hello.NodeId}, this is {mine.NodeId}.");
    }

    private static async Task<Outcome<T>> FirstAsync<T>(LinkChannel channel, CancellationToken cancel)
        where T : LinkMessage
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        deadline.CancelAfter(Patience);
        try
        {
            return await channel.ReceiveOneAsync(deadline.Token) is T hello
                ? hello
                : LinkProblems.WrongOrder.At(channel.Peer, "Its first message is another.");
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return LinkProblems.TimedOut.At(channel.Peer, $"No hello within {Patience.TotalSeconds} s.");
        }
    }

    private static Problem NoCommonVersion(LinkChannel channel, int oldest, int newest, string software) =>
        LinkProblems.NoCommonVersion.At(
            channel.Peer,
            $"Holdfast {software} there speaks {oldest} to {newest}, we speak {LinkVersion.Oldest} to {LinkVersion.Current}."
        );
}
