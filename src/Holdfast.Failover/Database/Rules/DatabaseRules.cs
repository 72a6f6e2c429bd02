namespace Holdfast.Failover.Database.Rules;

/// <summary>
/// The rules that can be left out or replaced one by one. Only tests do so: they show that the simulation notices.
/// </summary>
internal sealed record DatabaseRules
{
    public static readonly DatabaseRules Standard = new();

    /// <summary>Whether the server of an active member may be promoted now.</summary>
    public Func<DatabaseTurn, bool> MayPromote { get; init; } = Entitlement.MayPromote;

    /// <summary>Whether what this member led before has all that was ever acknowledged.</summary>
    public Func<DatabaseTurn, bool> IsComplete { get; init; } = Entitlement.IsComplete;

    /// <summary>Whether the last grant has certainly ended.</summary>
    public Func<DatabaseTurn, bool> GrantIsOver { get; init; } =
        static turn => turn.Now >= turn.State.ClosedAt + turn.Config.Grant + turn.Config.Slack;

    /// <summary>What is led alone, and by whom, is durable first.</summary>
    public bool RemembersFirst { get; init; } = true;

    /// <summary>In this order, at each step.</summary>
    public IReadOnlyList<Action<DatabaseTurn>> All { get; init; } =
    [
        LoserRule.Apply,
        CreateRule.Apply,
        PromoteRule.Apply,
        HandOverRule.Apply,
        SyncRule.Apply,
        RejoinRule.Apply,
        FollowRule.Apply,
        StandingRule.Apply,
    ];
}
