namespace Holdfast.Data.Nodes;

/// <summary>A time in which a portal could not reach a node. What its clients noticed may be less, or nothing.</summary>
/// <param name="EndedAt">Null: it goes on.</param>
/// <param name="Reason">As the portal saw it when it began.</param>
public sealed record NodeOutage(string NodeId, DateTimeOffset BeganAt, DateTimeOffset? EndedAt, string Reason);
