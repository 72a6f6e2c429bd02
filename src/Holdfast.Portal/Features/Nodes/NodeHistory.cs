namespace Holdfast.Portal.Features.Nodes;

/// <summary>What the picture of a node's history shows.</summary>
public sealed record NodeHistory(NodeDetails Node, DateTimeOffset Now, DateTimeOffset From);
