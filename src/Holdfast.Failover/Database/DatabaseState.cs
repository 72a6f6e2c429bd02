using Holdfast.Failover.Members;

namespace Holdfast.Failover.Database;

/// <summary>All that the machine knows. Immutable. Times are monotonic, of this member alone.</summary>
public sealed record DatabaseState
{
    public static readonly TimeSpan Never = TimeSpan.MinValue;

    public ServerCondition Condition { get; init; }

    public DatabaseMemory Memory { get; init; } = DatabaseMemory.Nothing;

    public RoleView Role { get; init; } = RoleView.Nothing;

    public ReplicationView Replication { get; init; } = ReplicationView.Nothing;

    /// <summary>As primary.</summary>
    public SyncStage Sync { get; init; }

    /// <summary>Null: nothing is under way.</summary>
    public Work? Work { get; init; }

    /// <summary>Until when this standby may promote itself.</summary>
    public TimeSpan GrantUntil { get; init; } = Never;

    public RejoinStep Rejoin { get; init; }

    /// <summary>The operator wants the other to be the primary.</summary>
    public bool HandsOver { get; init; }

    /// <summary>The operator wants a new, empty database.</summary>
    public bool CreationAllowed { get; init; }

    /// <summary>The operator allows one promotion of what may lack something.</summary>
    public bool DegradedAllowed { get; init; }

    /// <summary>Why the last job failed; null when it did not.</summary>
    public string? Trouble { get; init; }

    /// <summary>What was told last; null before.</summary>
    public DatabaseStanding? Told { get; init; }

    /// <summary>The last that was done so that the server can follow, until it does.</summary>
    internal RejoinStep Tried { get; init; }

    /// <summary>The epoch under which the server was promoted last, in this life of the agent.</summary>
    internal Epoch Led { get; init; }

    /// <summary>The job that started the server.</summary>
    internal long StartedBy { get; init; }

    /// <summary>When the role was taken, nothing was missing in the data that this member led before.</summary>
    internal bool Entitled { get; init; }

    internal long LastId { get; init; }

    internal TimeSpan RetryAt { get; init; } = Never;

    /// <summary>When the server of a primary ended by itself, or was stopped.</summary>
    internal TimeSpan EndedAt { get; init; } = Never;

    internal TimeSpan ClosedAt { get; init; } = Never;

    internal StandbyTimes Standby { get; init; } = StandbyTimes.Unseen;

    /// <summary>When this standby was last connected to the primary.</summary>
    internal TimeSpan ReceivedAt { get; init; } = Never;
}
