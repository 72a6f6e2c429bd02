namespace Holdfast.Failover.Control;

public enum ControlCommand
{
    Status,

    /// <summary>The active member gives the role to another.</summary>
    SwitchOver,

    /// <summary>This member does not become active unless it is asked to.</summary>
    Hold,

    /// <summary>The end of a hold.</summary>
    Release,

    /// <summary>This member may become active once, although its database may lack what was acknowledged.</summary>
    AllowDegraded,

    /// <summary>From now on the caller gets a line for each change of a role; see <see cref="Model.Failover.RoleNotice"/>.</summary>
    Watch,

    /// <summary>What a program on this machine reports of its health; see <see cref="Model.Failover.HealthReport"/>.</summary>
    Health,

    /// <summary>A new, empty database, by the member that is told so, which becomes active.</summary>
    CreateDatabase,

    /// <summary>This member's copy of the database is made anew from the primary.</summary>
    RejoinDatabase,

    /// <summary>The agent goes on with another configuration, or with none, and keeps it.</summary>
    Configure,

    /// <summary>Looks whether a configuration would work here, and changes nothing.</summary>
    Validate,

    /// <summary>Says whether the agent would go on without a configuration when it is told to, and changes nothing.</summary>
    MayForget,
}
