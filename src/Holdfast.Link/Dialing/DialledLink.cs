using Holdfast.Link.Channels;
using Holdfast.Link.Messages;

namespace Holdfast.Link.Dialing;

/// <summary>A link that stands: the node is the right one, the hellos are exchanged.</summary>
/// <param name="Channel">Belongs to the caller, who disposes it.</param>
/// <param name="Node">What the node said of itself.</param>
/// <param name="Version">Of the link, spoken by both.</param>
public sealed record DialledLink(LinkChannel Channel, NodeHello Node, int Version) : IAsyncDisposable
{
    public ValueTask DisposeAsync() => Channel.DisposeAsync();
}
