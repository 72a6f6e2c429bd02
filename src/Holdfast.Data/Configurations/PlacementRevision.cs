namespace Holdfast.Data.Configurations;

/// <summary>A node, and the revision of its desired state in which something was put on it or taken off.</summary>
public sealed record PlacementRevision(string NodeId, long Revision);
