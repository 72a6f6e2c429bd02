namespace Holdfast.Failover.Database;

/// <summary>How far a primary is with its standby.</summary>
public enum SyncStage
{
    /// <summary>Nothing waits for the standby, and it may not promote itself: <c>degraded</c>.</summary>
    Alone,

    /// <summary>Commits wait for it, and it may not promote itself yet.</summary>
    Waiting,

    /// <summary>The same, and it is durable here that it may have been promoted.</summary>
    Noted,

    /// <summary>It may promote itself, for the length of a grant at a time.</summary>
    InStep,

    /// <summary>It gets no grant any more; the last one has not ended yet.</summary>
    Closing,

    /// <summary>The last grant has ended, and it is durable that this member goes on alone; commits still wait.</summary>
    Closed,
}
