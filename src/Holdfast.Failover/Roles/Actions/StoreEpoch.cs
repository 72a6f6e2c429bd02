using Holdfast.Failover.Members;

namespace Holdfast.Failover.Roles.Actions;

/// <summary>
/// Make this epoch durable unless a higher one is, and answer with <see cref="Events.EpochStored"/> or
/// <see cref="Events.EpochNotStored"/>. In the order in which they are given.
/// </summary>
public sealed record StoreEpoch(Epoch Epoch) : RoleAction;
