using Holdfast.Failover.Members;

namespace Holdfast.Failover.Roles.Rules;

/// <summary>
/// A standby claims when nothing forbids it: the witness is asked, the epoch stored, and only then are the addresses taken.
/// </summary>
internal static class ClaimRule
{
    /// <summary>What also forbids to take the role when asked. After a pause, the question may be as old as the pause.</summary>
    private static readonly ClaimObstacle[] Lasting =
    [
        ClaimObstacle.Listening,
        ClaimObstacle.Unhealthy,
        ClaimObstacle.Degraded,
        ClaimObstacle.OnHold,
    ];

    public static void Apply(Turn turn)
    {
        if (turn.Role == Role.Standby && Obstacle(turn) is null)
        {
            Begin(turn, turn.State.DownReason);
        }
    }

    public static ClaimObstacle? Obstacle(Turn turn)
    {
        foreach (var rule in turn.Rules.Obstacles)
        {
            if (rule(turn) is { } obstacle)
            {
                return obstacle;
            }
        }

        return null;
    }

    /// <summary>Whether it would take the role if the active member asked.</summary>
    public static bool IsReady(Turn turn)
    {
        if (turn.Role != Role.Standby)
        {
            return false;
        }

        foreach (var rule in turn.Rules.Obstacles)
        {
            if (rule(turn) is { } obstacle && Array.IndexOf(Lasting, obstacle) >= 0)
            {
                return false;
            }
        }

        return true;
    }

    public static void Begin(Turn turn, ChangeReason reason)
    {
        turn.State = turn.State with { Claim = new Claim(reason, Epoch.None) };
        turn.Enter(Role.Claiming, reason, turn.State.Highest);

        // Who is asked by the active member has its word for the lease; the lease itself follows when that member gives it back.
        if (turn.Config.HasWitness && reason != ChangeReason.SwitchOver)
        {
            WitnessRule.Ask(turn, turn.State.Highest.Term + 1);
        }
        else
        {
            Store(turn, floor: 0);
        }
    }

    /// <summary>The epoch rule: one more than all that we know, and durable before anybody hears of it.</summary>
    /// <param name="floor">The term is not smaller: the fencing number of the lease.</param>
    public static void Store(Turn turn, long floor)
    {
        var next = turn.Rules.NextEpoch(turn.State.Highest, turn.Config.Self);
        var epoch = next.Term < floor ? next with { Term = floor } : next;
        turn.State = turn.State with { Claim = turn.State.Claim! with { Epoch = epoch } };
        if (turn.Rules.StoresFirst)
        {
            Storing.Begin(turn, epoch);
        }
        else
        {
            TakeRole.Apply(turn);
        }
    }

    /// <summary>Back to standby; a lease is given back.</summary>
    /// <param name="pause">Before the next claim.</param>
    public static void Abandon(Turn turn, ChangeReason reason, TimeSpan pause)
    {
        WitnessRule.Release(turn);
        turn.State = turn.State with { Claim = null, RetryAt = turn.Now + pause };
        turn.Enter(Role.Standby, reason, turn.State.Highest);
    }
}
