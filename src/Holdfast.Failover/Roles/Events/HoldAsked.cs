namespace Holdfast.Failover.Roles.Events;

/// <summary>The operator wants no change here that is not asked for (true), or no longer (false).</summary>
public sealed record HoldAsked(bool Hold) : RoleEvent;
