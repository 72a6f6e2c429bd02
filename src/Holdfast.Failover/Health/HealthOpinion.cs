using Holdfast.Failover.Roles;

namespace Holdfast.Failover.Health;

/// <summary>What somebody thinks of this machine's health.</summary>
/// <param name="Reason">For people; null: nothing is wrong.</param>
internal sealed record HealthOpinion(HealthVerdict Verdict, string? Reason)
{
    public static readonly HealthOpinion Good = new(HealthVerdict.Good, null);

    /// <summary>The worse verdict, with both reasons.</summary>
    public HealthOpinion With(HealthOpinion other) =>
        new(
            Verdict > other.Verdict ? Verdict : other.Verdict,
            Reason is null ? other.Reason
                : other.Reason is null ? Reason
                : $"{Reason}; {other.Reason}"
        );
}
