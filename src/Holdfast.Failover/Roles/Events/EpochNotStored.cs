using Holdfast.Failover.Members;

namespace Holdfast.Failover.Roles.Events;

/// <summary>The epoch is not known to be durable. It may be so all the same.</summary>
public sealed record EpochNotStored(Epoch Epoch) : RoleEvent;
