using System.Net;
using Holdfast.Failover.Heartbeat;
using Holdfast.Failover.Members;

namespace Holdfast.Failover.Roles.Actions;

/// <summary>Send this on every path.</summary>
/// <param name="AtOnce">Not the periodic one: an answer, or a change.</param>
public sealed record SendHeartbeat(VrrpKind Kind, byte Priority, TimeSpan Interval, MemberStatus Status, bool AtOnce)
    : RoleAction
{
    private const int CentisecondTicks = (int)(TimeSpan.TicksPerMillisecond * 10);

    /// <summary>The VRRP message for one family of the unit's addresses.</summary>
    public VrrpMessage ToMessage(byte vrid, IReadOnlyList<IPAddress> addresses) =>
        new(Kind, vrid, Priority, (int)(Interval.Ticks / CentisecondTicks), addresses);
}
