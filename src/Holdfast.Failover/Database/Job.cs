namespace Holdfast.Failover.Database;

/// <summary>What takes time. One at a time; a stop displaces what is under way.</summary>
public enum Job
{
    /// <summary>Whatever runs is stopped, at once.</summary>
    Stop,

    /// <summary>
    /// Stops a primary when its standby has everything that was ever committed here: clients are sent away, and come back to the other.
    /// </summary>
    Drain,

    /// <summary>Makes new, empty data.</summary>
    Create,

    /// <summary>Starts the server as a standby that follows nobody.</summary>
    Start,

    /// <summary>Starts the server as a standby that follows the other member.</summary>
    Follow,

    /// <summary>Makes a primary of the standby.</summary>
    Promote,

    /// <summary>Keeps aside what diverged, then makes the data that of a standby of the other member.</summary>
    Rewind,

    /// <summary>Keeps aside what diverged, then copies everything from the other member.</summary>
    Clone,

    /// <summary>Makes <see cref="DatabaseMemory"/> durable.</summary>
    Remember,

    /// <summary>From its end on every commit waits for the standby, and the standby has every commit before.</summary>
    Wait,

    /// <summary>No commit waits any more; those that do end as committed.</summary>
    WaitNot,

    /// <summary>From now on the standby is granted what it asks for.</summary>
    Open,

    /// <summary>After its end the standby is granted nothing.</summary>
    Close,
}
