namespace Holdfast.Failover.Database.Events;

/// <summary>How the role stands; at each change, and now and then.</summary>
public sealed record RoleSeen(RoleView Role) : DatabaseEvent;
