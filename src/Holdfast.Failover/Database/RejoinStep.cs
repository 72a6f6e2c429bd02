namespace Holdfast.Failover.Database;

/// <summary>What must be done before the server may follow.</summary>
public enum RejoinStep
{
    None,
    Rewind,
    Clone,

    /// <summary>It is done, and not remembered yet.</summary>
    Done,
}
