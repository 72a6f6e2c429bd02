namespace Holdfast.Failover.Roles.Actions;

/// <summary>Remove the unit's addresses now.</summary>
public sealed record DropAddresses(ChangeReason Reason) : RoleAction;
