namespace Holdfast.Failover.Members;

/// <summary>What a member is for one unit of addresses. The numbers are those of the wire (docs/protocols/heartbeat.md).</summary>
public enum Role
{
    /// <summary>Started; its own health is not known yet.</summary>
    Initialising = 0,

    /// <summary>Ready to hear that the active one is gone. RFC 9568 calls it Backup.</summary>
    Standby = 1,

    /// <summary>The active one is gone or gives the role: the witness is asked, then the epoch is stored.</summary>
    Claiming = 2,

    /// <summary>Holds the addresses.</summary>
    Active = 3,

    /// <summary>Stopped by the operator. Final: a new machine has to be started.</summary>
    Stopping = 4,

    /// <summary>Not healthy, and not active.</summary>
    Fault = 5,
}
