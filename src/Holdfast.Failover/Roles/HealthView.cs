namespace Holdfast.Failover.Roles;

/// <summary>What the probes say, and what the machine makes of it.</summary>
/// <param name="Since">Since when the verdict is so.</param>
internal sealed record HealthView(HealthVerdict? Verdict, TimeSpan Since, bool Healthy)
{
    public static readonly HealthView Unknown = new(null, RoleTiming.Never, Healthy: false);
}
