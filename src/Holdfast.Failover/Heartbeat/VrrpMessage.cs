using System.Net;

namespace Holdfast.Failover.Heartbeat;

/// <summary>A message of VRRP version 3, RFC 9568 section 5.</summary>
/// <param name="Vrid">Id of the unit of addresses on its network, 1 to 255.</param>
/// <param name="Priority">1 to 254; 0 in an advertisement: the sender stops being active; 255: the sender owns the address.</param>
/// <param name="Centiseconds">Between two advertisements, 1 to 4095.</param>
/// <param name="Addresses">1 to 255, all of the family of the packet.</param>
public sealed record VrrpMessage(
    VrrpKind Kind,
    byte Vrid,
    byte Priority,
    int Centiseconds,
    IReadOnlyList<IPAddress> Addresses
);
