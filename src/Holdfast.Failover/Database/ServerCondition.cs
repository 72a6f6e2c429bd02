namespace Holdfast.Failover.Database;

/// <summary>What the server on this member is, apart from the job that may be under way.</summary>
public enum ServerCondition
{
    /// <summary>There is no data.</summary>
    Absent,

    /// <summary>There is data, and no server runs.</summary>
    Stopped,

    /// <summary>It runs, and only follows or can be read: each server is started so.</summary>
    Standby,

    /// <summary>It was promoted.</summary>
    Primary,
}
