namespace Holdfast.Failover.Database;

public enum OperatorWish
{
    /// <summary>A new, empty database, where there is none.</summary>
    Create,

    /// <summary>Promote once what may lack something acknowledged.</summary>
    AllowDegraded,

    /// <summary>The standby in step becomes the primary, with everything; then it gets the role.</summary>
    HandOver,

    /// <summary>This member's data is thrown away and copied from the primary.</summary>
    Rejoin,
}
