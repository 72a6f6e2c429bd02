namespace Holdfast.Failover.Roles.Events;

/// <summary>What the probes say now. The machine adds the hysteresis.</summary>
public sealed record HealthChanged(HealthVerdict Verdict) : RoleEvent;
