namespace Holdfast.Failover.Database.Rules;

/// <summary>A new, empty database is made only where an operator said so: a machine that lost its disk must not begin one.</summary>
internal static class CreateRule
{
    public static void Apply(DatabaseTurn turn)
    {
        if (
            turn.IsFree && turn.State is { Role.Active: true, Condition: ServerCondition.Absent, CreationAllowed: true }
        )
        {
            turn.Begin(Job.Create);
        }
    }
}
