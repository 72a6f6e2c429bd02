using Holdfast.Failover.Members;

namespace Holdfast.Failover.Roles.Actions;

/// <summary>
/// Add the unit's addresses with a kernel lifetime and announce them; then renew them while <see cref="RoleState.HoldsAddresses"/> is
/// true, never beyond <see cref="RoleMachine.RenewUntil"/>.
/// </summary>
public sealed record TakeAddresses(Epoch Epoch) : RoleAction;
