using System.Net;
using Holdfast.Failover.Members;
using Holdfast.Failover.Roles.Actions;
using Holdfast.Failover.Roles.Events;

namespace Holdfast.Failover.Roles.Rules;

/// <summary>
/// RFC 9568 section 6.4.3, with epochs in place of priorities among our own members: of two that are active, the one with the higher epoch
/// stays.
/// </summary>
internal static class ActiveHearsRule
{
    public static void Apply(Turn turn, HeartbeatHeard heard)
    {
        if (heard.IsGoodbye)
        {
            Outgoing.Answer(turn);
        }
        else if (heard.IsActive)
        {
            HearRival(turn, heard);
        }
        else if (heard.Status is { } status && Outranks(turn, status.Epoch, heard.Priority))
        {
            // A third member hears what we do not.
            StepDown.Apply(turn, ChangeReason.HigherEpochElsewhere);
        }
    }

    private static void HearRival(Turn turn, HeartbeatHeard heard)
    {
        if (heard.Status is { } status && Outranks(turn, status.Epoch, heard.Priority))
        {
            var taken = turn.State.HandOver is { } handOver && handOver.Successor == status.Member;
            StepDown.Apply(turn, taken ? turn.State.HandOver!.Reason : ChangeReason.HigherEpoch);
        }
        else if (heard.Status is null && PlainWins(turn, heard))
        {
            StepDown.Apply(turn, ChangeReason.HigherPriority);
        }
        else if (Outgoing.Answer(turn))
        {
            // RFC 9568: the loser hears at once, and bridges that learnt its place learn ours again.
            turn.Do(AnnounceAddresses.Instance);
        }
    }

    private static bool Outranks(Turn turn, Epoch theirs, byte priority) =>
        turn.Rules.Outranks(theirs, turn.State.Held, priority, turn.Config.Priority);

    /// <summary>RFC 9568: the higher priority, and among equals the greater address.</summary>
    private static bool PlainWins(Turn turn, HeartbeatHeard heard) =>
        heard.Priority != turn.Config.Priority
            ? heard.Priority > turn.Config.Priority
            : heard.Path < turn.Config.PrimaryAddresses.Count
                && IsGreater(heard.Source, turn.Config.PrimaryAddresses[heard.Path]);

    private static bool IsGreater(IPAddress theirs, IPAddress ours) =>
        theirs.GetAddressBytes().AsSpan().SequenceCompareTo(ours.GetAddressBytes()) > 0;
}
