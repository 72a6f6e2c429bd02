namespace Holdfast.Failover.Roles.Events;

/// <summary>
/// The process stood still in a way that the monotonic clock does not show: the machine was suspended or migrated. Pauses that it does
/// show need no event.
/// </summary>
public sealed record PauseDetected(TimeSpan Length) : RoleEvent;
