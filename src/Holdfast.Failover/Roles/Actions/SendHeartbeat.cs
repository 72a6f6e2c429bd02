using Holdfast.Failover.Heartbeat;
using Holdfast.Failover.Members;

namespace Holdfast.Failover.Roles.Actions;

/// <summary>Send this on every path.</summary>
/// <param name="AtOnce">Not the periodic one: an answer, or a change.</param>
public sealed record SendHeartbeat(VrrpKind Kind, byte Priority, TimeSpan Interval, MemberStatus Status, bool AtOnce)
    : RoleAction;
