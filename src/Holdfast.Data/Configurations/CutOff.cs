namespace Holdfast.Data.Configurations;

/// <summary>What a node has to take away from a user who was disabled.</summary>
/// <param name="Revision">From which on the node has done so.</param>
public sealed record CutOff(string NodeId, Guid UserId, string UserName, long Revision);
