using Holdfast.Model.DesiredState;

namespace Holdfast.Link.Messages;

/// <summary>What changed since the last.</summary>
public sealed record Delta(NodeDelta Changes) : LinkMessage;
