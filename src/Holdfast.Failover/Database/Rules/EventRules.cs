using Holdfast.Failover.Database.Events;

namespace Holdfast.Failover.Database.Rules;

/// <summary>What each event means by itself.</summary>
internal static class EventRules
{
    public static void Apply(DatabaseTurn turn, DatabaseEvent @event)
    {
        switch (@event)
        {
            case RoleSeen seen:
                RoleRule.Apply(turn, seen.Role);
                break;
            case ReplicationSeen seen when seen.Work == turn.State.LastId:
                ReplicationRule.Apply(turn, seen.Replication);
                break;
            case Granted granted:
                Grant(turn, granted);
                break;
            case WorkEnded ended when ended.Id == turn.State.Work?.Id:
                WorkRule.Apply(turn, ended);
                break;
            case ServerEnded ended:
                ServerRule.Apply(turn, ended);
                break;
            case OperatorAsked asked:
                OperatorRule.Apply(turn, asked.Wish);
                break;
        }
    }

    /// <summary>A grant is for a copy of the primary's data, and counts from the question: the answer may have been under way for long.</summary>
    private static void Grant(DatabaseTurn turn, Granted granted)
    {
        var until = granted.AskedAt + turn.Config.Grant;
        if (
            turn.State is { Condition: ServerCondition.Standby, Memory.Member: DatabaseMember.Follower } state
            && until > state.GrantUntil
        )
        {
            turn.State = state with { GrantUntil = until };
        }
    }
}
