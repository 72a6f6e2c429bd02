namespace Holdfast.Data.Nodes;

/// <param name="Nodes">How many are in use.</param>
/// <param name="Revisions">The sum of their revisions.</param>
public sealed record NodeMark(long Nodes, long Revisions);
