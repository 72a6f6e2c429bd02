using Holdfast.Model.DesiredState;

namespace Holdfast.Link.Messages;

/// <summary>The node cannot build on the delta it got, or lost its state.</summary>
public sealed record ResyncRequest(Revision Applied) : LinkMessage;
