namespace Holdfast.Failover.Roles.Events;

/// <summary>Another holds the lease, or the witness could not be asked. No answer at all means the same, later.</summary>
/// <param name="Ask">Number of the question.</param>
public sealed record WitnessRefused(long Ask) : RoleEvent;
