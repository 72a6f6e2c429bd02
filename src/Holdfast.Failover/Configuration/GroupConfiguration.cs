using System.Net;
using Holdfast.Failover.Heartbeat;

namespace Holdfast.Failover.Configuration;

/// <summary>A failover group.</summary>
public sealed record GroupConfiguration
{
    public required Guid Id { get; init; }

    /// <summary>Of all machines, 2 to 8.</summary>
    public required IReadOnlyList<MemberConfiguration> Members { get; init; }

    /// <summary>1 or 2. The role changes only when a member is silent on all of them.</summary>
    public required IReadOnlyList<PathConfiguration> Paths { get; init; }

    /// <summary>What moves as one.</summary>
    public required IReadOnlyList<UnitConfiguration> Units { get; init; }

    /// <summary>Between two heartbeats: 10 to 40 950 ms, whole centiseconds.</summary>
    public int IntervalMilliseconds { get; init; } = 100;

    /// <summary>1 to 60: after so many seconds without renewal the kernel takes the addresses from a member that died or froze.</summary>
    public int LeaseSeconds { get; init; } = 1;

    public AuthenticationMode Authentication { get; init; } = AuthenticationMode.Enforce;

    public IReadOnlyList<KeyConfiguration> Keys { get; init; } = [];

    /// <summary>Id of the key with which heartbeats are sent.</summary>
    public int ActiveKey { get; init; }

    public ChecksumKind Checksum { get; init; }

    /// <summary>A member of higher priority takes the role back.</summary>
    public bool Preempts { get; init; }

    /// <summary>A member may become active although its database may lack what was acknowledged.</summary>
    public bool AllowsDegraded { get; init; }

    /// <summary>The PostgreSQL that two members keep; null: none.</summary>
    public DatabaseConfiguration? Database { get; init; }

    /// <summary>Hosts beside the group, such as gateways: a member that reaches none of them does not become active. Empty: no test.</summary>
    public IReadOnlyList<IPAddress> Reachable { get; init; } = [];

    /// <summary>A third machine that says who may be active; null: none.</summary>
    public WitnessConfiguration? Witness { get; init; }
}
