namespace Holdfast.Data.Configurations;

/// <summary>What a node is to be told about a configuration.</summary>
/// <param name="Ended">It is not, or no longer, to be live on the node, though it may be on others.</param>
public sealed record PlacedConfiguration(Configuration Configuration, bool Ended);
