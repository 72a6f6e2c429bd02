namespace Holdfast.Failover.Heartbeat;

/// <summary>
/// How much the trailer counts. A group goes from one to the next member by member, without a moment in which members do not hear each
/// other: receive-only on all, permissive on all, enforce on all.
/// </summary>
public enum AuthenticationMode
{
    /// <summary>None is sent, and none is looked at. For a group with members that are not ours (keepalived).</summary>
    Off,

    /// <summary>None is sent. One that comes must be right; a heartbeat without is taken.</summary>
    ReceiveOnly,

    /// <summary>Sent. One that comes must be right; a heartbeat without is taken.</summary>
    Permissive,

    /// <summary>Sent. A heartbeat without is refused. The only mode that protects.</summary>
    Enforce,
}
