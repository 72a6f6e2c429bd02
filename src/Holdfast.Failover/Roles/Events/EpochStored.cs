using Holdfast.Failover.Members;

namespace Holdfast.Failover.Roles.Events;

/// <summary>The epoch, or a higher one, is durable: written and flushed, also the folder.</summary>
public sealed record EpochStored(Epoch Epoch) : RoleEvent;
