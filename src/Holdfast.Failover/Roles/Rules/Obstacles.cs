using Holdfast.Failover.Members;

namespace Holdfast.Failover.Roles.Rules;

/// <summary>What forbids a claim: one method each.</summary>
internal static class Obstacles
{
    /// <summary>RFC 9568: Active_Down_Timer runs. It is set by any path, so silence is silence on all of them.</summary>
    public static ClaimObstacle? ActiveHeard(Turn turn) =>
        When(turn.Now < turn.State.DownAt, ClaimObstacle.ActiveHeard);

    /// <summary>Ours: what we did not hear while we were not there proves nothing.</summary>
    public static ClaimObstacle? Listening(Turn turn) =>
        When(turn.Now < turn.State.ListenUntil, ClaimObstacle.Listening);

    public static ClaimObstacle? Unhealthy(Turn turn) => When(!turn.State.Healthy, ClaimObstacle.Unhealthy);

    /// <summary>Ours: a database that may lack what was acknowledged never promotes itself, unless somebody allowed it.</summary>
    public static ClaimObstacle? Degraded(Turn turn) =>
        When(
            turn.State.Standing is DatabaseStanding.Unknown or DatabaseStanding.Degraded
                && !turn.Config.AllowsDegraded
                && !turn.State.DegradedAllowed,
            ClaimObstacle.Degraded
        );

    public static ClaimObstacle? OnHold(Turn turn) => When(turn.State.OnHold, ClaimObstacle.OnHold);

    public static ClaimObstacle? Retrying(Turn turn) => When(turn.Now < turn.State.RetryAt, ClaimObstacle.Retrying);

    /// <summary>Ours: who hears nobody may be the one who is cut off. No answer yet is no answer.</summary>
    public static ClaimObstacle? Isolated(Turn turn) =>
        When(turn.Config.TestsIsolation && !IsolationRule.IsConnected(turn), ClaimObstacle.Isolated);

    private static ClaimObstacle? When(bool applies, ClaimObstacle obstacle) => applies ? obstacle : null;
}
