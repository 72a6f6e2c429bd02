using Holdfast.Failover.Members;

namespace Holdfast.Failover.Roles.Rules;

/// <summary>An epoch is durable: a claim goes through, or our reign gets its higher epoch.</summary>
internal static class StoredRule
{
    public static void Apply(Turn turn, Epoch epoch)
    {
        Storing.End(turn, epoch);
        turn.State = turn.State with { Stored = Epoch.Highest(turn.State.Stored, epoch) };
        if (turn.State.Claim is { } claim && claim.Epoch == epoch)
        {
            EndClaim(turn, claim);
        }
        else if (turn.Role == Role.Active && turn.State.Store.Raise == epoch)
        {
            RaiseRule.End(turn, epoch);
        }

        // Also what came to nothing: it must not be made again.
        turn.State = turn.State with
        {
            Highest = Epoch.Highest(turn.State.Highest, epoch),
        };
    }

    private static void EndClaim(Turn turn, Claim claim)
    {
        if (turn.Config.HasWitness && claim.Reason != ChangeReason.SwitchOver && !WitnessRule.HoldsLease(turn))
        {
            ClaimRule.Abandon(turn, ChangeReason.WitnessRefused, turn.Config.Patience.Witness);
        }
        else if (turn.State.Highest.Term >= claim.Epoch.Term)
        {
            // Heard meanwhile of one that is as high, from somebody who is not active any more.
            ClaimRule.Store(turn, floor: 0);
        }
        else
        {
            TakeRole.Apply(turn);
        }
    }
}
