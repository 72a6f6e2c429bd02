using Holdfast.Failover.Roles.Actions;

namespace Holdfast.Failover.Roles;

/// <summary>What comes of an event.</summary>
/// <param name="Actions">To be done in this order.</param>
public sealed record RoleStep(RoleState State, IReadOnlyList<RoleAction> Actions);
