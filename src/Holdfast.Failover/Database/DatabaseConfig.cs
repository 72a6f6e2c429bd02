namespace Holdfast.Failover.Database;

/// <summary>The times of a pair, the same on both members.</summary>
public sealed record DatabaseConfig
{
    /// <summary>Between two questions of a standby whether it may promote itself.</summary>
    public static readonly TimeSpan Asking = TimeSpan.FromMilliseconds(250);

    /// <summary>
    /// How long a standby may promote itself after it asked, by its own monotonic clock: longer than a takeover takes to begin.
    /// </summary>
    public TimeSpan Grant { get; init; } = TimeSpan.FromMilliseconds(1500);

    /// <summary>Beyond it the primary waits, for clocks that differ and for a promotion that has begun.</summary>
    public TimeSpan Slack { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>So long a standby may be gone, or what is to be written may wait for it.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>A standby that follows says something every second; after so long it is gone although its connection is there.</summary>
    public TimeSpan Silence { get; init; } = TimeSpan.FromMilliseconds(2500);

    /// <summary>A standby that cannot follow for so long is rewound, then cloned.</summary>
    public TimeSpan RejoinAfter { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Between two attempts.</summary>
    public TimeSpan Retry { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Bytes that a standby may lack when writes begin to wait for it.</summary>
    public ulong CloseEnough { get; init; } = 1024 * 1024;

    /// <summary>Also what may lack something acknowledged is promoted.</summary>
    public bool AllowsDegraded { get; init; }
}
