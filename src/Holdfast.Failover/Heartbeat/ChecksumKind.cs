namespace Holdfast.Failover.Heartbeat;

/// <summary>
/// How an IPv4 heartbeat's checksum is made. RFC 5798 section 5.2.8 was read in three ways; all are accepted, one is sent. IPv6 always
/// has the pseudo-header of RFC 8200 section 8.1, and UDP never has any.
/// </summary>
public enum ChecksumKind
{
    /// <summary>RFC 9568: the VRRP message alone.</summary>
    Message,

    /// <summary>A pseudo-header before it, with the destination of the packet. What keepalived does unless told otherwise.</summary>
    PseudoHeader,

    /// <summary>A pseudo-header with 224.0.0.18, also when the packet is unicast: keepalived before 1.3.7.</summary>
    MulticastPseudoHeader,
}
