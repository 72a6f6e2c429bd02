using Holdfast.Failover.Members;
using Holdfast.Failover.Roles.Actions;
using Holdfast.Failover.Roles.Events;

namespace Holdfast.Failover.Roles.Rules;

/// <summary>The witness has answered. Only the answer to the last question counts; a lease that comes too late is given back.</summary>
internal static class WitnessAnswerRule
{
    public static void Grant(Turn turn, WitnessGranted granted)
    {
        var witness = turn.State.Witness;
        if (granted.Ask != witness.Ask || witness.Answered)
        {
            GiveBack(turn, granted.Fence);
            return;
        }

        if (granted.Fence is <= 0 or > Epoch.MaximumTerm)
        {
            Refuse(turn, granted.Ask, freeIn: null);
            return;
        }

        turn.State = turn.State with
        {
            Witness = witness with
            {
                Answered = true,
                Granted = true,
                Fence = granted.Fence,
                Until = witness.AskedAt + granted.Length,
                Length = granted.Length,
            },
        };
        if (turn.State.Claim is { IsStoring: false })
        {
            // The term is the fencing number where it can be: one count for both.
            ClaimRule.Store(turn, granted.Fence);
        }
    }

    /// <param name="freeIn">After how much of time the lease may be free: then it is asked again, where that is sooner than usual.</param>
    public static void Refuse(Turn turn, long ask, TimeSpan? freeIn)
    {
        if (ask != turn.State.Witness.Ask)
        {
            return;
        }

        turn.State = turn.State with { Witness = turn.State.Witness with { Answered = true, Granted = false } };
        if (turn.State.Claim is { IsStoring: false })
        {
            var usual = turn.Config.Patience.Witness;
            var pause = freeIn is { } free && free > TimeSpan.Zero && free < usual ? free : usual;
            ClaimRule.Abandon(turn, ChangeReason.WitnessRefused, pause);
        }
    }

    private static void GiveBack(Turn turn, long fence)
    {
        if (fence != turn.State.Witness.Fence)
        {
            turn.Do(new ReleaseWitness(fence));
        }
    }
}
