namespace Holdfast.Failover.Roles.Events;

/// <summary>What happens to the machine.</summary>
public abstract record RoleEvent;
