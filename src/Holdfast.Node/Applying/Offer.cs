using Holdfast.Link.Messages;

namespace Holdfast.Node.Applying;

/// <summary>A snapshot or a delta that a portal brought.</summary>
/// <param name="Answer">Takes the <see cref="ResyncRequest"/> or <see cref="Applied"/>; must not block.</param>
public sealed record Offer(LinkMessage Message, Action<LinkMessage> Answer);
