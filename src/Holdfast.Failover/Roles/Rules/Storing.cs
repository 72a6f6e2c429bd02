using Holdfast.Failover.Members;
using Holdfast.Failover.Roles.Actions;

namespace Holdfast.Failover.Roles.Rules;

/// <summary>Epochs on their way to the disk.</summary>
internal static class Storing
{
    public static void Begin(Turn turn, Epoch epoch)
    {
        var store = turn.State.Store;
        turn.State = turn.State with { Store = store with { UnderWay = Epoch.Highest(store.UnderWay, epoch) } };
        turn.Do(new StoreEpoch(epoch));
    }

    /// <summary>An answer came, good or bad.</summary>
    public static void End(Turn turn, Epoch epoch)
    {
        if (turn.State.Store.UnderWay == epoch)
        {
            turn.State = turn.State with { Store = turn.State.Store with { UnderWay = Epoch.None } };
        }
    }
}
