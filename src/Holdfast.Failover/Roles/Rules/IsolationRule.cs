using Holdfast.Failover.Members;
using Holdfast.Failover.Roles.Actions;

namespace Holdfast.Failover.Roles.Rules;

/// <summary>
/// Is it we who are cut off? Asked when the first heartbeat is late, so that the answer is there when a claim would be due. An active
/// member that hears nobody gives the addresses up: with a witness, which knows whether another has them, when that is not reached either;
/// without one after two tests, because a deaf one that is heard would keep the others from taking over for ever.
/// </summary>
internal static class IsolationRule
{
    public static void Hear(Turn turn, IsolationResult result) =>
        turn.State = turn.State with
        {
            Isolation = turn.State.Isolation with
            {
                Result = result,
                AnsweredAt = turn.Now,
                IsolatedSince =
                    result != IsolationResult.Isolated ? RoleTiming.Never
                    : turn.State.Isolation.Result == IsolationResult.Isolated ? turn.State.Isolation.IsolatedSince
                    : turn.Now,
            },
        };

    public static void Apply(Turn turn)
    {
        if (!turn.Config.TestsIsolation)
        {
            return;
        }

        if (IsWanted(turn) && turn.Now >= turn.State.Isolation.AskedAt + turn.Config.Patience.Isolation)
        {
            turn.State = turn.State with { Isolation = turn.State.Isolation with { AskedAt = turn.Now } };
            turn.Do(TestIsolation.Instance);
        }

        if (turn.Role == Role.Active && IsCutOff(turn))
        {
            StepDown.WithGoodbye(turn, ChangeReason.Isolated);
        }
    }

    /// <summary>A result of this silence, and not too old.</summary>
    public static bool IsConnected(Turn turn)
    {
        var isolation = turn.State.Isolation;
        return isolation.Result is IsolationResult.Connected or IsolationResult.CouldNotTest
            && isolation.AnsweredAt >= turn.State.DownAt - turn.Down
            && turn.Now - isolation.AnsweredAt < turn.Config.Patience.Isolation + turn.Config.Interval;
    }

    private static bool IsWanted(Turn turn) =>
        turn.Role switch
        {
            Role.Standby => turn.Now >= turn.State.DownAt - turn.Down + RoleTiming.Late(turn.State.ActiveInterval),
            Role.Active => !Hearing.HearsAnybody(turn),
            _ => false,
        };

    private static bool IsCutOff(Turn turn) =>
        !Hearing.HearsAnybody(turn)
        && turn.State.Isolation.Result == IsolationResult.Isolated
        && turn.State.Isolation.AnsweredAt >= Hearing.LastHeard(turn)
        && (turn.Config.HasWitness ? WitnessRule.IsUnreachable(turn) : IsSure(turn));

    /// <summary>Two tests of this silence have said so: one may have been lost.</summary>
    private static bool IsSure(Turn turn) =>
        turn.State.Isolation.IsolatedSince >= Hearing.LastHeard(turn)
        && turn.State.Isolation.AnsweredAt > turn.State.Isolation.IsolatedSince;
}
