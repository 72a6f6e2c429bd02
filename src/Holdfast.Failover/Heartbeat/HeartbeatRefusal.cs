namespace Holdfast.Failover.Heartbeat;

/// <summary>Why a packet is no heartbeat for us. For counters and rate-limited logs; the order is that of the checks.</summary>
public enum HeartbeatRefusal
{
    None = 0,

    /// <summary>Shorter than a VRRP header, or than its own number of addresses needs.</summary>
    TooShort,

    /// <summary>Longer than any message with a trailer can be.</summary>
    TooLong,

    /// <summary>CARP, with the number of this unit: another protocol that uses protocol number 112. ucarp or a BSD is on this network.</summary>
    Carp,

    /// <summary>VRRP, but not version 3.</summary>
    Version,

    /// <summary>RFC 9568 section 7.1: a message of another type is discarded.</summary>
    UnknownType,

    /// <summary>Another unit of addresses, ours or not.</summary>
    OtherVrid,

    /// <summary>Multicast with a hop limit other than 255 has been forwarded by a router: RFC 9568 section 5.1.1.3.</summary>
    HopLimit,

    /// <summary>RFC 9568, erratum 8299.</summary>
    NoAddress,

    /// <summary>RFC 9568, erratum 8301.</summary>
    NoInterval,

    /// <summary>None of the three variants is right.</summary>
    Checksum,

    /// <summary>Without a trailer where one is needed: mode enforce, UDP, or a status.</summary>
    Plain,

    /// <summary>Without a trailer and from an address that is no member's, where anybody could route a packet to us.</summary>
    UnknownSource,

    /// <summary>The trailer is ours, and not as long as it says that it is, or of a version that we do not know.</summary>
    Trailer,

    /// <summary>No key of ours has this id.</summary>
    UnknownKey,

    /// <summary>The sender is no member of the group.</summary>
    UnknownMember,

    /// <summary>Our own member id: an echo, or two machines with the same id.</summary>
    OwnMember,

    /// <summary>Sent for the other heartbeat path.</summary>
    OtherPath,

    /// <summary>Not newer than the newest that this member has sent.</summary>
    Replayed,

    /// <summary>Made without the key, changed on the way, or of another group.</summary>
    Mac,

    /// <summary>Authentic, and says what cannot be: a bug of the sender or another release.</summary>
    Inconsistent,
}
