namespace Holdfast.Failover.Roles;

/// <summary>What we know of the witness's lease.</summary>
internal sealed record WitnessView
{
    /// <summary>Number of the last question; an answer to an older one does not count.</summary>
    public long Ask { get; init; }

    public TimeSpan AskedAt { get; init; } = RoleTiming.Never;

    /// <summary>The last question has its answer.</summary>
    public bool Answered { get; init; } = true;

    /// <summary>The last answer was a lease, and no question has gone without answer since.</summary>
    public bool Granted { get; init; }

    /// <summary>0: we hold no lease.</summary>
    public long Fence { get; init; }

    /// <summary>When the lease ends at the latest: counted from the question, not from the answer.</summary>
    public TimeSpan Until { get; init; } = RoleTiming.Never;

    /// <summary>How long a lease is.</summary>
    public TimeSpan Length { get; init; }
}
