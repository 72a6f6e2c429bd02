namespace Holdfast.Failover.Database.Rules;

/// <summary>The role was taken or lost, or stands as before.</summary>
internal static class RoleRule
{
    public static void Apply(DatabaseTurn turn, RoleView role)
    {
        var state = turn.State;
        var entitled = role.Active && (state.Role.Active ? state.Entitled : turn.Rules.IsComplete(turn));
        turn.State = state with
        {
            Role = role,
            Entitled = entitled,
            CreationAllowed = state.CreationAllowed && !role.OtherActive,
            // What was allowed for one reign is not allowed for another.
            DegradedAllowed = state.DegradedAllowed && (role.Active || !state.Role.Active),
        };
    }
}
