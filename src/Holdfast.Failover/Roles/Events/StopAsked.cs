namespace Holdfast.Failover.Roles.Events;

/// <summary>The operator stops this member. An active one gives the role away first, when there is somebody to take it.</summary>
public sealed record StopAsked : RoleEvent;
