using Holdfast.Failover.Members;
using Holdfast.Failover.Roles.Reports;

namespace Holdfast.Failover.Roles.Rules;

/// <summary>
/// An active member that hears of a higher epoch under which nobody is active makes a higher one for itself: those who saw the other must
/// obey this one, and nobody has to lose the addresses for it.
/// </summary>
internal static class RaiseRule
{
    public static void Apply(Turn turn)
    {
        var (state, store) = (turn.State, turn.State.Store);
        if (state.Role != Role.Active || state.Highest <= state.Held || turn.Now < store.RetryAt || IsUnderWay(store))
        {
            return;
        }

        var next = turn.Rules.NextEpoch(state.Highest, turn.Config.Self);
        turn.State = state with { Store = store with { Raise = next } };
        Storing.Begin(turn, next);
    }

    public static void End(Turn turn, Epoch epoch)
    {
        var before = turn.State.Held;
        turn.State = turn.State with { Store = turn.State.Store with { Raise = Epoch.None } };
        if (turn.State.Highest.Term >= epoch.Term)
        {
            return;
        }

        turn.State = turn.State with { Held = epoch, Highest = epoch };
        turn.Tell(new EpochRaised(before, epoch));
        Outgoing.Send(turn, atOnce: true);
    }

    private static bool IsUnderWay(StoreView store) => store.Raise != Epoch.None;
}
