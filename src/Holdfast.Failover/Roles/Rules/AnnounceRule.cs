using Holdfast.Failover.Members;
using Holdfast.Failover.Roles.Actions;

namespace Holdfast.Failover.Roles.Rules;

/// <summary>
/// The addresses are announced again shortly after the takeover, because an announcement can be lost, and then for as long as they are
/// ours.
/// </summary>
internal static class AnnounceRule
{
    public static void Apply(Turn turn)
    {
        var state = turn.State;
        if (state.Role == Role.Active && turn.Now >= state.Since + After(turn.Config.Patience, state.Announced))
        {
            turn.State = state with { Announced = state.Announced + 1 };
            turn.Do(AnnounceAddresses.Instance);
        }
    }

    /// <summary>From the takeover to the announcement of this number.</summary>
    private static TimeSpan After(RolePatience patience, int number)
    {
        var times = patience.Announcements;
        return number < times.Count ? times[number] : times[^1] + (patience.Announcing * (number - times.Count + 1));
    }
}
