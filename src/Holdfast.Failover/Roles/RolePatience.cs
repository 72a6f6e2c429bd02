namespace Holdfast.Failover.Roles;

/// <summary>How long the machine waits for what it cannot know.</summary>
public sealed record RolePatience
{
    /// <summary>For the standby to take the role at a planned switch over, after which the active member keeps it.</summary>
    public TimeSpan SwitchOver { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>After a claim or a store that failed, and between two tries to give the role away.</summary>
    public TimeSpan Retry { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>For an answer of the witness before it is asked again.</summary>
    public TimeSpan Witness { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>The role is given up this long before the witness's lease ends: clocks do not run equally fast.</summary>
    public TimeSpan LeaseMargin { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>For which the result of an isolation test is good, and after which it is made again.</summary>
    public TimeSpan Isolation { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>For which a probe must fail before the member counts as unhealthy. What is certain counts at once.</summary>
    public TimeSpan Failing { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>For which all must be well before an unhealthy member counts as healthy.</summary>
    public TimeSpan Recovery { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>When the addresses are announced again, counted from the takeover. Ascending, not empty.</summary>
    public IReadOnlyList<TimeSpan> Announcements { get; init; } =
    [TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(1)];

    /// <summary>
    /// Between two announcements after these, as long as the role lasts. Neighbours may have learnt the place of a rival that we never
    /// heard: one that heard us first gives up and says nothing.
    /// </summary>
    public TimeSpan Announcing { get; init; } = TimeSpan.FromSeconds(1);
}
