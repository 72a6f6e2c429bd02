using Holdfast.Failover.Members;
using Holdfast.Failover.Roles.Actions;

namespace Holdfast.Failover.Roles.Rules;

/// <summary>The addresses are announced again shortly after the takeover: an announcement can be lost.</summary>
internal static class AnnounceRule
{
    public static void Apply(Turn turn)
    {
        var (state, times) = (turn.State, turn.Config.Patience.Announcements);
        if (
            state.Role == Role.Active
            && state.Announced < times.Count
            && turn.Now >= state.Since + times[state.Announced]
        )
        {
            turn.State = state with { Announced = state.Announced + 1 };
            turn.Do(AnnounceAddresses.Instance);
        }
    }
}
