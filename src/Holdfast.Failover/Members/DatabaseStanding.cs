namespace Holdfast.Failover.Members;

/// <summary>Whether this member's copy of the database has all that was acknowledged. The numbers are those of the wire.</summary>
public enum DatabaseStanding
{
    /// <summary>Not told yet. Counts as <see cref="Degraded"/>.</summary>
    Unknown = 0,

    /// <summary>Nothing acknowledged is missing here, also if the link to the primary has been cut since.</summary>
    InStep = 1,

    /// <summary>Something that was acknowledged may be missing here.</summary>
    Degraded = 2,

    /// <summary>The group keeps no database.</summary>
    NotKept = 3,
}
