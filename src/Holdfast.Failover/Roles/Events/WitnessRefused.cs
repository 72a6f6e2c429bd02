namespace Holdfast.Failover.Roles.Events;

/// <summary>Another holds the lease, or the witness could not be asked. No answer at all means the same, later.</summary>
/// <param name="Ask">Number of the question.</param>
/// <param name="FreeIn">After how much of time the lease may be free; null or nothing: not known.</param>
public sealed record WitnessRefused(long Ask, TimeSpan? FreeIn = null) : RoleEvent;
