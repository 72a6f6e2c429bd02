using System.Globalization;
using Holdfast.Failover.Database;
using Holdfast.Failover.Roles;

namespace Holdfast.Failover.Configuration;

/// <summary>
/// How long after the death of the active member a standby has the role at the latest, when nothing else goes wrong: what a standby's
/// grant must outlive.
/// </summary>
/// <param name="Silence">Until it counts as gone.</param>
/// <param name="Lease">Until the witness gives its lease to another; zero without a witness.</param>
/// <param name="Isolation">Until it is known that it is not the standby that is cut off; zero when that is not tested.</param>
internal sealed record TakeoverTime(TimeSpan Silence, TimeSpan Lease, TimeSpan Isolation)
{
    /// <summary>To store an epoch and a reign, and to begin the promotion, on a slow disk.</summary>
    public static readonly TimeSpan Storing = TimeSpan.FromMilliseconds(250);

    /// <summary>From the last grant, which may be as old as the last question, to the beginning of the promotion.</summary>
    public TimeSpan Whole => DatabaseConfig.Asking + Longest + Storing;

    /// <summary>For people, in milliseconds.</summary>
    public override string ToString() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"silence counts after {Silence.TotalMilliseconds:0}, a witness's lease is had after {Lease.TotalMilliseconds:0}, "
                + $"an isolation test takes {Isolation.TotalMilliseconds:0}; the longest of them, {DatabaseConfig.Asking.TotalMilliseconds:0} "
                + $"for the age of the grant and {Storing.TotalMilliseconds:0} for the disk"
        );

    private TimeSpan Longest => new[] { Silence, Lease, Isolation }.Max();

    public static TakeoverTime Of(GroupConfiguration group)
    {
        var interval = TimeSpan.FromMilliseconds(group.IntervalMilliseconds);
        var slowest = group.Members.Select(member => member.Priority).DefaultIfEmpty(1).Min();
        return new TakeoverTime(
            RoleTiming.Down((byte)Math.Clamp(slowest, 1, 254), interval),
            // It was renewed at the last moment, and is asked for again this long after a refusal.
            group.Witness?.Lease(group.IntervalMilliseconds)
                is { } lease
                ? lease + WitnessConfiguration.Retry(lease)
                : TimeSpan.Zero,
            group.Reachable.Count > 0 ? RoleTiming.Late(interval) + RoleTiming.IsolationTest : TimeSpan.Zero
        );
    }
}
