using Holdfast.Failover.Members;
using Holdfast.Failover.Roles.Actions;

namespace Holdfast.Failover.Roles.Rules;

/// <summary>
/// The witness's lease: a claim needs it, an active member renews it, and one that cannot gives up before it ends, because from then on
/// another may have it. Who hears all others, and none of them active, stays: they would be heard if they claimed.
/// </summary>
internal static class WitnessRule
{
    private const int RenewalsInLease = 4;

    public static void Apply(Turn turn)
    {
        if (!turn.Config.HasWitness)
        {
            return;
        }

        if (turn.State.Claim is { IsStoring: false } && turn.Now >= AskAgainAt(turn))
        {
            ClaimRule.Abandon(turn, ChangeReason.WitnessRefused, turn.Config.Patience.Witness);
        }
        else if (turn.Role == Role.Active && turn.Now >= AskAgainAt(turn))
        {
            Ask(turn, turn.State.Held.Term);
        }

        if (turn.Role == Role.Active && !HoldsLease(turn) && !MayStayWithout(turn))
        {
            StepDown.WithGoodbye(turn, ChangeReason.WitnessLost);
        }
    }

    public static bool HoldsLease(Turn turn) =>
        turn.State.Witness.Fence != 0 && turn.Now < turn.State.Witness.Until - turn.Config.Patience.LeaseMargin;

    /// <summary>The last question that had its time got no lease.</summary>
    public static bool IsUnreachable(Turn turn) => !turn.State.Witness.Granted;

    public static void Ask(Turn turn, long floor)
    {
        var witness = turn.State.Witness with
        {
            Ask = turn.State.Witness.Ask + 1,
            AskedAt = turn.Now,
            Granted = turn.State.Witness is { Answered: true, Granted: true },
            Answered = false,
        };
        turn.State = turn.State with { Witness = witness };
        turn.Do(new AskWitness(witness.Ask, witness.Fence, floor));
    }

    public static void Release(Turn turn)
    {
        var witness = turn.State.Witness;
        if (witness.Fence != 0)
        {
            turn.Do(new ReleaseWitness(witness.Fence));
        }

        // An answer that is still on its way is to an old question.
        turn.State = turn.State with
        {
            Witness = new WitnessView { Ask = witness.Ask + 1 },
        };
    }

    /// <summary>After a planned switch over the one before us needs a moment to say that it is active no more.</summary>
    private static bool MayStayWithout(Turn turn) =>
        Hearing.HearsAllIdle(turn) || turn.Now - turn.State.Since < turn.Down;

    private static TimeSpan AskAgainAt(Turn turn)
    {
        var witness = turn.State.Witness;
        return witness.AskedAt
            + (
                witness is { Answered: true, Granted: true }
                    ? witness.Length / RenewalsInLease
                    : turn.Config.Patience.Witness
            );
    }
}
