using Holdfast.Failover.Members;

namespace Holdfast.Failover.Roles.Rules;

/// <summary>
/// Health gates the role, with hysteresis. An unhealthy member that is active stays so until a healthy standby is heard: a sick node is
/// better than none.
/// </summary>
internal static class HealthRule
{
    public static void Hear(Turn turn, HealthVerdict verdict)
    {
        var health = turn.State.Health;
        if (health.Verdict == verdict)
        {
            return;
        }

        // What is heard first is believed at once: there is nothing to fluctuate yet.
        var healthy = health.Verdict is null ? verdict == HealthVerdict.Good : health.Healthy;
        turn.State = turn.State with { Health = new HealthView(verdict, turn.Now, healthy) };
    }

    public static void Apply(Turn turn)
    {
        turn.State = turn.State with { Health = Settle(turn.State.Health, turn) };
        switch (turn.Role)
        {
            case Role.Initialising when turn.State.Health.Verdict is not null:
                turn.Enter(turn.State.Healthy ? Role.Standby : Role.Fault, ChangeReason.Started, turn.State.Highest);
                break;
            case Role.Claiming when !turn.State.Healthy:
                ClaimRule.Abandon(turn, ChangeReason.Unhealthy, TimeSpan.Zero);
                break;
            case Role.Standby when !turn.State.Healthy:
                turn.Enter(Role.Fault, ChangeReason.Unhealthy, turn.State.Highest);
                break;
            case Role.Fault when turn.State.Healthy:
                turn.Enter(Role.Standby, ChangeReason.Recovered, turn.State.Highest);
                break;
            case Role.Active when !turn.State.Healthy:
                GiveAway(turn);
                break;
        }
    }

    private static HealthView Settle(HealthView health, Turn turn)
    {
        var age = turn.Now - health.Since;
        var healthy = health.Verdict switch
        {
            HealthVerdict.Failed => false,
            HealthVerdict.Failing when age >= turn.Config.Patience.Failing => false,
            HealthVerdict.Good when age >= turn.Config.Patience.Recovery => true,
            _ => health.Healthy,
        };
        return healthy == health.Healthy ? health : health with { Healthy = healthy };
    }

    /// <summary>
    /// Standbys without trailers are silent, so nobody can say that it is ready. When it is certain that we cannot serve, they are told, as
    /// keepalived tells them when an interface is gone.
    /// </summary>
    private static bool IsGoneForPlainPeers(Turn turn) =>
        !turn.Config.SpeaksStatus && !turn.State.OnHold && turn.State.Health.Verdict == HealthVerdict.Failed;

    private static void GiveAway(Turn turn)
    {
        var state = turn.State;
        if (IsGoneForPlainPeers(turn))
        {
            StepDown.WithGoodbye(turn, ChangeReason.Unhealthy);
        }
        else if (
            !state.OnHold
            && state.HandOver is null
            && turn.Now >= state.RetryAt
            && Successors.Best(turn) is { } best
        )
        {
            HandOverRule.Begin(turn, best.Member, ChangeReason.Unhealthy, thenStop: false);
        }
    }
}
