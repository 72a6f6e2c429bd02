using System.Net;

namespace Holdfast.Model.Failover;

/// <summary>A failover group: the same on all its machines.</summary>
public sealed record GroupPlan
{
    public required Guid Id { get; init; }

    /// <summary>2 to 8.</summary>
    public required IReadOnlyList<MemberPlan> Members { get; init; }

    /// <summary>1 or 2.</summary>
    public required IReadOnlyList<PathPlan> Paths { get; init; }

    public required IReadOnlyList<UnitPlan> Units { get; init; }

    /// <summary>Between two heartbeats.</summary>
    public required int IntervalMilliseconds { get; init; }

    public required IReadOnlyList<KeyPlan> Keys { get; init; }

    /// <summary>Id of the key with which heartbeats are sent.</summary>
    public required int ActiveKey { get; init; }

    public bool Preempts { get; init; }

    /// <summary>Hosts beside the group of which a member must reach one before it becomes active; empty: no test.</summary>
    public required IReadOnlyList<IPAddress> Reachable { get; init; }

    /// <summary>A third machine that says who may be active; null: none.</summary>
    public WitnessPlan? Witness { get; init; }
}

/// <param name="Id">1 to 255.</param>
/// <param name="Priority">1 to 254, unique.</param>
/// <param name="Addresses">Its own, one for each path.</param>
public sealed record MemberPlan(int Id, string Name, int Priority, IReadOnlyList<IPAddress> Addresses);

/// <summary>A way by which heartbeats travel.</summary>
public sealed record PathPlan(string Network, HeartbeatCarrier Carrier);

/// <summary>How heartbeats travel.</summary>
public enum HeartbeatCarrier
{
    /// <summary>VRRP to the group's multicast address.</summary>
    Multicast,

    /// <summary>VRRP to each other member.</summary>
    Unicast,

    /// <summary>Inside UDP, for networks that let no other protocol through.</summary>
    Udp,
}

/// <summary>Addresses that are always on the same machine.</summary>
/// <param name="Vrid">1 to 255.</param>
public sealed record UnitPlan(int Vrid, IReadOnlyList<UnitAddressPlan> Addresses);

public sealed record UnitAddressPlan(string Network, IPAddress Address);

/// <param name="Id">1 to 255.</param>
/// <param name="Secret">Base64 of 32 to 64 bytes.</param>
public sealed record KeyPlan(int Id, string Secret)
{
    /// <summary>Without the secret.</summary>
    public override string ToString() => $"key {Id}";
}

public sealed record WitnessPlan(IPAddress Address, int Port);
