using Holdfast.Failover.Members;

namespace Holdfast.Failover.Heartbeat;

/// <summary>The newest heartbeat of a member, under one key and on one path. A key that leaked can spoil only its own marks.</summary>
public sealed record ReplayMark(MemberId Member, byte KeyId, int Path, Sequence Newest);
