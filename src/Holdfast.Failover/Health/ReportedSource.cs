using Holdfast.Failover.Roles;
using Holdfast.Model.Failover;

namespace Holdfast.Failover.Health;

/// <summary>A program on this machine that reports its health, or is expected to.</summary>
/// <param name="Reporter">Whose connection it spoke over; null: nobody's, or it has ended.</param>
/// <param name="Report">The last; null: none yet.</param>
/// <param name="EndsAt">When the report ends by itself, or ended with its connection.</param>
internal sealed record ReportedSource(
    string Name,
    bool IsExpected,
    object? Reporter,
    HealthReport? Report,
    TimeSpan EndsAt
)
{
    /// <param name="grace">For which the last word of a source that is expected still counts.</param>
    /// <returns>Null: it does not count, or is not known yet.</returns>
    public HealthOpinion? Look(TimeSpan now, TimeSpan grace) =>
        now < EndsAt ? Said
        : !IsExpected ? null
        : now < EndsAt + grace ? Said
        : new HealthOpinion(
            HealthVerdict.Failed,
            Report is null ? $"{Name} has not come" : $"{Name} is gone, or says nothing any more"
        );

    private HealthOpinion? Said =>
        Report switch
        {
            null => null,
            { Healthy: true } => HealthOpinion.Good,
            { Certain: true } bad => new HealthOpinion(HealthVerdict.Failed, $"{Name}: {bad.Reason ?? "not healthy"}"),
            var bad => new HealthOpinion(HealthVerdict.Failing, $"{Name}: {bad.Reason ?? "not healthy"}"),
        };
}
