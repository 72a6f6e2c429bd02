using Holdfast.Failover.Members;

namespace Holdfast.Failover.Heartbeat;

/// <summary>A heartbeat that counts.</summary>
/// <param name="Status">Null: plain VRRP, so nobody knows who sent it.</param>
public sealed record HeardHeartbeat(VrrpMessage Message, MemberStatus? Status);
