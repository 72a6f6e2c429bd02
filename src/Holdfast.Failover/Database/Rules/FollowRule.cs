namespace Holdfast.Failover.Database.Rules;

/// <summary>A copy of the other's data follows it, whenever it is there.</summary>
internal static class FollowRule
{
    public static void Apply(DatabaseTurn turn)
    {
        if (
            turn.IsFree
            && turn.State
                is {
                    Role.Active: false,
                    Condition: ServerCondition.Stopped,
                    Memory.Member: DatabaseMember.Follower,
                    Rejoin: RejoinStep.None
                }
        )
        {
            turn.Begin(Job.Follow);
        }
    }
}
