namespace Holdfast.Link.Messages;

/// <summary>The portal's first message.</summary>
/// <param name="OldestVersion">Of the link protocol, that it still speaks.</param>
/// <param name="Version">The newest it speaks.</param>
/// <param name="Software">For people, for example <c>0.1.0</c>.</param>
/// <param name="PortalId">Stable for one portal process.</param>
/// <param name="NodeId">Whom it expects to talk to.</param>
public sealed record PortalHello(int OldestVersion, int Version, string Software, string PortalId, string NodeId)
    : LinkMessage;
