using System.Net;
using Holdfast.Failover.Witness;

namespace Holdfast.Failover.Configuration;

/// <summary>Where the group's witness is.</summary>
public sealed record WitnessConfiguration
{
    public required IPAddress Address { get; init; }

    /// <summary>UDP.</summary>
    public int Port { get; init; } = WitnessFormat.DefaultPort;

    /// <summary>
    /// How long a lease is, at least two intervals, at most a minute; null: three and a half intervals. It must be several times as long as
    /// the way to the witness and back, and a takeover after a crash takes as long.
    /// </summary>
    public int? LeaseMilliseconds { get; init; }

    /// <summary>Between two questions of who has no lease.</summary>
    public static TimeSpan Retry(TimeSpan lease) => lease * 2 / 7;

    public TimeSpan Lease(int intervalMilliseconds) =>
        TimeSpan.FromMilliseconds(LeaseMilliseconds ?? (intervalMilliseconds * 7 / 2));
}
