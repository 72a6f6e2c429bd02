namespace Holdfast.Failover.Roles;

/// <summary>Why a standby does not claim, the first that applies.</summary>
public enum ClaimObstacle
{
    /// <summary>An active member is heard, or may still be.</summary>
    ActiveHeard,

    /// <summary>After a start or a pause.</summary>
    Listening,
    Unhealthy,

    /// <summary>The database may lack what was acknowledged.</summary>
    Degraded,
    OnHold,

    /// <summary>A claim just failed.</summary>
    Retrying,

    /// <summary>The isolation test failed, or has not answered yet.</summary>
    Isolated,
}
