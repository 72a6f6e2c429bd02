namespace Holdfast.Failover.Witness;

/// <summary>What a witness has on disk of one unit.</summary>
/// <param name="Lease">How long a lease was at most: after a start it counts in full once more.</param>
public sealed record StoredGrant(WitnessGrant Grant, TimeSpan Lease);
