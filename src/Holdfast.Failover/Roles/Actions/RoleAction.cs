namespace Holdfast.Failover.Roles.Actions;

/// <summary>What the shell has to do, in the order in which it is given.</summary>
public abstract record RoleAction;
