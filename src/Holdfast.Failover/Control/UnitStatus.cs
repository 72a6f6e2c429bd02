using Holdfast.Failover.Members;
using Holdfast.Failover.Roles;

namespace Holdfast.Failover.Control;

/// <param name="Epoch">The highest that is known.</param>
/// <param name="Obstacle">Why a standby would not become active now; null: it would, or is no standby.</param>
/// <param name="Unhealthy">What is wrong with this machine; null: nothing that is known.</param>
/// <param name="Refused">Packets that were none for us, by reason.</param>
/// <param name="Witness">Null: the group has none.</param>
public sealed record UnitStatus(
    int Vrid,
    IReadOnlyList<string> Addresses,
    Role Role,
    string Epoch,
    bool Healthy,
    string? Unhealthy,
    bool OnHold,
    ClaimObstacle? Obstacle,
    IReadOnlyList<OtherStatus> Others,
    IReadOnlyDictionary<string, long> Refused,
    WitnessStatus? Witness
)
{
    /// <summary>What the administrator's executable said last; null: it was not called, or there is none.</summary>
    public HookStatus? Hook { get; init; }

    /// <summary>For how long the role has been so.</summary>
    public double SecondsInRole { get; init; }
}
