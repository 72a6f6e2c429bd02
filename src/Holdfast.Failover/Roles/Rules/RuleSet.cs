using Holdfast.Failover.Members;

namespace Holdfast.Failover.Roles.Rules;

/// <summary>
/// The rules that can be left out or replaced one by one. Only tests do so: they show that the simulation notices.
/// </summary>
internal sealed record RuleSet
{
    public static readonly RuleSet Standard = new();

    /// <summary>Whether another active member's epoch makes us give up; the priorities are theirs and ours.</summary>
    public Func<Epoch, Epoch, byte, byte, bool> Outranks { get; init; } = static (theirs, ours, _, _) => theirs > ours;

    /// <summary>The epoch of a claim: higher than all that we know.</summary>
    public Func<Epoch, MemberId, Epoch> NextEpoch { get; init; } = static (highest, self) => highest.Next(self);

    /// <summary>The epoch is durable before the addresses are taken.</summary>
    public bool StoresFirst { get; init; } = true;

    public Action<Turn, TimeSpan> Pause { get; init; } = PauseRule.Apply;

    /// <summary>What forbids a claim. The first that applies is told.</summary>
    public IReadOnlyList<Func<Turn, ClaimObstacle?>> Obstacles { get; init; } =
    [
        Rules.Obstacles.ActiveHeard,
        Rules.Obstacles.Listening,
        Rules.Obstacles.Unhealthy,
        Rules.Obstacles.Degraded,
        Rules.Obstacles.OnHold,
        Rules.Obstacles.Retrying,
        Rules.Obstacles.Isolated,
    ];

    /// <summary>What time brings; at each step, behind what the event brought.</summary>
    public IReadOnlyList<Action<Turn>> TimeRules { get; init; } =
    [
        HealthRule.Apply,
        HandOverRule.Apply,
        PreemptRule.Apply,
        WitnessRule.Apply,
        IsolationRule.Apply,
        RaiseRule.Apply,
        ClaimRule.Apply,
        KeepHighestRule.Apply,
        PathRule.Apply,
        AnnounceRule.Apply,
        HeartbeatRule.Apply,
    ];
}
