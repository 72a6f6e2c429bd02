namespace Holdfast.Failover.Roles;

/// <summary>Why a role changed, for the history.</summary>
public enum ChangeReason
{
    /// <summary>After the start of the process.</summary>
    Started,
    Unhealthy,
    Recovered,

    /// <summary>No active member was heard for the down interval, on no path.</summary>
    Silence,

    /// <summary>The active member said that it stops (priority 0).</summary>
    ActiveStopped,

    /// <summary>A planned switch over.</summary>
    SwitchOver,

    /// <summary>Another active member has a higher epoch.</summary>
    HigherEpoch,

    /// <summary>A third member hears an active one with a higher epoch, which we do not hear.</summary>
    HigherEpochElsewhere,

    /// <summary>
    /// An active member without trailer has the higher priority, or the same and the greater address; or pre-emption is switched on.
    /// </summary>
    HigherPriority,

    /// <summary>A claim ended because an active member was heard after all.</summary>
    ActiveHeard,

    /// <summary>The epoch could not be stored, so there is no claim.</summary>
    EpochNotStored,

    /// <summary>The witness gave no lease.</summary>
    WitnessRefused,

    /// <summary>The lease ends, and not all others are heard.</summary>
    WitnessLost,

    /// <summary>Cut off from everything, with a witness that may give the lease to another.</summary>
    Isolated,

    /// <summary>Our own process stood still for longer than the others wait.</summary>
    Paused,

    /// <summary>By the operator.</summary>
    Stopped,
}
