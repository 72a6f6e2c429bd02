namespace Holdfast.Failover.Roles.Events;

/// <summary>The operator allows one claim although the database is degraded: what was acknowledged may be lost.</summary>
public sealed record DegradedAllowed : RoleEvent;
