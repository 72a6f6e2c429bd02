using System.Collections.Immutable;
using Holdfast.Failover.Members;

namespace Holdfast.Failover.Roles;

/// <summary>
/// All that the machine knows. Immutable. Times are monotonic, from any beginning, and of this member alone. Nothing of it is stored but
/// epochs, by <see cref="Actions.StoreEpoch"/>.
/// </summary>
public sealed record RoleState
{
    public required Role Role { get; init; }

    /// <summary>Of our own reign; none when not active.</summary>
    public Epoch Held { get; init; }

    /// <summary>The highest that we heard of, or stored for ourselves.</summary>
    public Epoch Highest { get; init; }

    /// <summary>The highest that is known to be durable here.</summary>
    public Epoch Stored { get; init; }

    public bool Healthy => Health.Healthy;

    public DatabaseStanding Standing { get; init; }

    public ulong Position { get; init; }

    /// <summary>The operator wants no change here that is not asked for.</summary>
    public bool OnHold { get; init; }

    /// <summary>The operator allows the next claim although the database is degraded.</summary>
    public bool DegradedAllowed { get; init; }

    /// <summary>The other members that speak, in no order.</summary>
    public ImmutableArray<PeerView> Peers { get; init; } = [];

    /// <summary>Set while <see cref="Role.Claiming"/>.</summary>
    public Claim? Claim { get; init; }

    /// <summary>Set while the active member waits for another to take over.</summary>
    public HandOver? HandOver { get; init; }

    /// <summary>The addresses are renewed while this is true, and no longer.</summary>
    public bool HoldsAddresses => Role == Role.Active;

    /// <summary>When the role was taken.</summary>
    internal TimeSpan Since { get; init; }

    internal TimeSpan LastStep { get; init; }

    internal TimeSpan NextHeartbeat { get; init; }

    internal TimeSpan LastHeartbeat { get; init; } = RoleTiming.Never;

    /// <summary>No claim before: after a start and after a pause we listen first.</summary>
    internal TimeSpan ListenUntil { get; init; }

    /// <summary>When the active member counts as gone: Active_Down_Timer.</summary>
    internal TimeSpan DownAt { get; init; }

    /// <summary>No claim and no giving away before.</summary>
    internal TimeSpan RetryAt { get; init; } = RoleTiming.Never;

    /// <summary>Active_Adver_Interval: that of the active member that we hear.</summary>
    internal TimeSpan ActiveInterval { get; init; }

    /// <summary>Why the active member will count as gone at <see cref="DownAt"/>.</summary>
    internal ChangeReason DownReason { get; init; } = ChangeReason.Silence;

    /// <summary>Of the active member that we hear ourselves.</summary>
    internal Epoch ActiveHeard { get; init; }

    internal TimeSpan ActiveHeardAt { get; init; } = RoleTiming.Never;

    internal TimeSpan PlainHeardAt { get; init; } = RoleTiming.Never;

    internal HealthView Health { get; init; } = HealthView.Unknown;

    internal WitnessView Witness { get; init; } = new();

    internal IsolationView Isolation { get; init; } = new();

    internal StoreView Store { get; init; } = new();

    internal int Announced { get; init; }
}
