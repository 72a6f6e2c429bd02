namespace Holdfast.Failover.Heartbeat;

/// <summary>Type of a VRRP message; the number stands on the wire.</summary>
public enum VrrpKind
{
    /// <summary>RFC 9568: only the active member sends it, and with priority 0 the one that stops to be active.</summary>
    Advertisement = 1,

    /// <summary>Ours, always with a trailer: what the others send. A router that does not know it discards it (RFC 9568 section 7.1).</summary>
    Status = 2,
}
