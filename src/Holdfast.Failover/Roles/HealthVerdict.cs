namespace Holdfast.Failover.Roles;

/// <summary>What the probes of this member say together.</summary>
public enum HealthVerdict
{
    Good,

    /// <summary>A probe fails. May be a hiccup; counts after <see cref="RolePatience.Failing"/>.</summary>
    Failing,

    /// <summary>Certain, such as a process that is gone or a link that is down. Counts at once.</summary>
    Failed,
}
