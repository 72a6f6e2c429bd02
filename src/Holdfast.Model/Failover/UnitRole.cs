namespace Holdfast.Model.Failover;

/// <summary>What this machine is for one unit of virtual addresses, as its failover agent tells.</summary>
public enum UnitRole
{
    /// <summary>The agent has just started.</summary>
    Initialising,

    /// <summary>Another machine has the addresses, or is to have them.</summary>
    Standby,

    /// <summary>About to become active; has no addresses yet.</summary>
    Claiming,

    /// <summary>Has the addresses: they are on their interfaces.</summary>
    Active,

    /// <summary>The agent ends.</summary>
    Stopping,

    /// <summary>Not healthy, and not active.</summary>
    Fault,
}
