namespace Holdfast.Failover.Roles.Rules;

/// <summary>What others claimed is stored as well, so that a restart does not make us forget how high the counting is.</summary>
internal static class KeepHighestRule
{
    public static void Apply(Turn turn)
    {
        var (state, store) = (turn.State, turn.State.Store);
        if (state.Highest > state.Stored && state.Highest > store.UnderWay && turn.Now >= store.RetryAt)
        {
            Storing.Begin(turn, state.Highest);
        }
    }
}
