namespace Holdfast.Failover.Heartbeat;

/// <summary>What carries a heartbeat.</summary>
public enum Carrier
{
    /// <summary>IP protocol 112 to 224.0.0.18 or ff02::12, hop limit 255.</summary>
    Multicast,

    /// <summary>IP protocol 112 to the address of one member. May be routed, so the hop limit proves nothing.</summary>
    Unicast,

    /// <summary>The same bytes in a UDP datagram, where protocol 112 is filtered. Addresses may be translated on the way. Needs the trailer.</summary>
    Udp,
}
