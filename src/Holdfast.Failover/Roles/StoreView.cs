using Holdfast.Failover.Members;

namespace Holdfast.Failover.Roles;

/// <summary>What is being stored.</summary>
internal sealed record StoreView
{
    /// <summary>The highest epoch that was given to be stored and has no answer yet.</summary>
    public Epoch UnderWay { get; init; }

    /// <summary>The epoch to which our own reign is to be raised; none when not.</summary>
    public Epoch Raise { get; init; }

    /// <summary>After a failure.</summary>
    public TimeSpan RetryAt { get; init; } = RoleTiming.Never;
}
