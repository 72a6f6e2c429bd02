namespace Holdfast.Failover.Database.Events;

/// <summary>The primary said that every commit waits for this standby.</summary>
/// <param name="AskedAt">By this member's clock, before the question left.</param>
public sealed record Granted(TimeSpan AskedAt) : DatabaseEvent;
