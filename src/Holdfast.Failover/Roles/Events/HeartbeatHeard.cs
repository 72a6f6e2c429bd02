using System.Net;
using Holdfast.Failover.Heartbeat;
using Holdfast.Failover.Members;

namespace Holdfast.Failover.Roles.Events;

/// <summary>A heartbeat that <see cref="HeartbeatReader"/> took.</summary>
/// <param name="Path">0 or 1.</param>
/// <param name="Interval">Of the sender.</param>
/// <param name="Status">Null: plain VRRP.</param>
public sealed record HeartbeatHeard(
    int Path,
    IPAddress Source,
    VrrpKind Kind,
    byte Priority,
    TimeSpan Interval,
    MemberStatus? Status
) : RoleEvent
{
    /// <summary>The sender holds the addresses.</summary>
    internal bool IsActive => Kind == VrrpKind.Advertisement && Priority > 0;

    /// <summary>The sender held the addresses until now.</summary>
    internal bool IsGoodbye => Kind == VrrpKind.Advertisement && Priority == 0;

    public static HeartbeatHeard Of(HeardHeartbeat heartbeat, IPAddress source, int path) =>
        new(
            path,
            source,
            heartbeat.Message.Kind,
            heartbeat.Message.Priority,
            TimeSpan.FromMilliseconds(heartbeat.Message.Centiseconds * 10),
            heartbeat.Status
        );
}
