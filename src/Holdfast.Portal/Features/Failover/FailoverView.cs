using System.Net;
using Holdfast.Model.Failover;

namespace Holdfast.Portal.Features.Failover;

/// <summary>The group, and how it stands.</summary>
/// <param name="Group">Null: there is none.</param>
/// <param name="Nodes">All that could be members, also those that are.</param>
/// <param name="History">The newest first.</param>
/// <param name="Reigns">Who was active, the newest first.</param>
/// <param name="Alarms">What somebody should look at; empty: all is well.</param>
/// <param name="Profiles">That are at the address of a unit.</param>
public sealed record FailoverView(
    CommittedGroup? Group,
    long Revision,
    DateTimeOffset CommittedAt,
    DateTimeOffset Now,
    IReadOnlyList<string> Nodes,
    IReadOnlyList<MachineState> Machines,
    IReadOnlyList<UnitState> Units,
    IReadOnlyList<HistoryLine> History,
    IReadOnlyList<Reign> Reigns,
    IReadOnlyList<string> Alarms,
    IReadOnlyList<ProfileAtUnit> Profiles
)
{
    /// <summary>Through which several of the nodes reach other networks: worth watching.</summary>
    public IReadOnlyList<string> Gateways { get; init; } = [];

    /// <summary>Null: there is no group.</summary>
    public KeyState? Key { get; init; }
}

/// <summary>A machine of the group.</summary>
/// <param name="Linked">This portal has a link to its node.</param>
/// <param name="IsTold">Its agent lives by what was committed.</param>
/// <param name="Trouble">What is in the way of that, or of its node; null: nothing.</param>
/// <param name="OnHold">For all units.</param>
/// <param name="ClockAhead">Seconds; null: not known.</param>
/// <param name="Database">Null: it keeps none.</param>
public sealed record MachineState(
    int Member,
    string Node,
    bool Linked,
    bool IsTold,
    string? Trouble,
    bool OnHold,
    double? ClockAhead,
    DatabaseReport? Database
);

/// <summary>A unit of addresses.</summary>
/// <param name="Active">The node whose machine has the addresses; null: none that this portal knows of.</param>
/// <param name="Epoch">Null: not known.</param>
/// <param name="Since">Since when it is so; null: not known.</param>
/// <param name="Why">Why it became active, for people; null: not known.</param>
public sealed record UnitState(
    int Vrid,
    string Name,
    IReadOnlyList<string> Addresses,
    string? Active,
    string? Epoch,
    DateTimeOffset? Since,
    string? Why,
    IReadOnlyList<RoleOfMachine> Roles
);

/// <summary>What a machine is for a unit.</summary>
/// <param name="Role">Null: its agent does not say.</param>
/// <param name="Note">Why it would not become active, or what is wrong with it; null: nothing.</param>
/// <param name="IsReady">As standby: it would follow now.</param>
/// <param name="IsHeard">By the active machine; of the active one itself: true.</param>
public sealed record RoleOfMachine(string Node, UnitRole? Role, string? Note, bool IsReady, bool IsHeard);

/// <param name="Unit">Its name.</param>
/// <param name="Times">How often, when it happened again and again.</param>
public sealed record HistoryLine(DateTimeOffset At, string Node, string Unit, string What, int Times, UnitRole? Became);

/// <summary>A time in which a machine was active for a unit.</summary>
/// <param name="Until">Null: it still is.</param>
public sealed record Reign(string Unit, string Node, DateTimeOffset From, DateTimeOffset? Until, string Why);

/// <param name="Pools">Of its WireGuard clients there, where the profile is divided; empty: all are.</param>
public sealed record ProfileAtUnit(string ProfileId, string DisplayName, int Vrid, IReadOnlyList<IPNetwork> Pools);
