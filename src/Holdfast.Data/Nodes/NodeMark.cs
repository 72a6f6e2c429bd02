namespace Holdfast.Data.Nodes;

/// <param name="Nodes">How many there ever were.</param>
/// <param name="Removed">How many of them are not in use.</param>
/// <param name="Revisions">The sum of their revisions.</param>
public sealed record NodeMark(long Nodes, long Removed, long Revisions);
