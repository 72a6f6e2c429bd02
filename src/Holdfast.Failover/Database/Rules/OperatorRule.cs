namespace Holdfast.Failover.Database.Rules;

internal static class OperatorRule
{
    public static void Apply(DatabaseTurn turn, OperatorWish wish)
    {
        var state = turn.State;
        turn.State = wish switch
        {
            OperatorWish.Create when state.Condition == ServerCondition.Absent => state with { CreationAllowed = true },
            OperatorWish.AllowDegraded => state with { DegradedAllowed = true },
            OperatorWish.HandOver => state with { HandsOver = true },
            OperatorWish.Rejoin when !state.Role.Active => state with { Rejoin = RejoinStep.Clone },
            _ => state,
        };
    }
}
