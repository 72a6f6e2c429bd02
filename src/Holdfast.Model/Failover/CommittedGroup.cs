using System.Net;

namespace Holdfast.Model.Failover;

/// <summary>A failover group as portals keep it: what an administrator decided, and what was found out on the machines at that moment.</summary>
public sealed record CommittedGroup
{
    /// <summary>2 to 8; in the order of their priority.</summary>
    public required IReadOnlyList<GroupMember> Members { get; init; }

    public required IReadOnlyList<GroupUnit> Units { get; init; }

    /// <summary>In which the addresses are.</summary>
    public required IReadOnlyList<GroupNetwork> Networks { get; init; }

    /// <summary>By which heartbeats travel: one or two of the networks, with each member's own address there.</summary>
    public required IReadOnlyList<GroupPath> Paths { get; init; }

    public required GroupOptions Options { get; init; }

    public required Guid Id { get; init; }

    /// <summary>Null: the first key, which was never changed.</summary>
    public GroupKeys? Keys { get; init; }

    /// <summary>The highest id that a member ever had: none is given twice.</summary>
    public required int LastMember { get; init; }
}

/// <param name="Id">1 to 255; stays as long as the node is a member.</param>
public sealed record GroupMember(int Id, string Node);

/// <param name="Vrid">1 to 255; stays as long as the unit does.</param>
/// <param name="Addresses">What was typed.</param>
public sealed record GroupUnit(int Vrid, string Name, IReadOnlyList<IPAddress> Addresses);

/// <summary>A network in which all members are.</summary>
/// <param name="Links">The interface of each member, by its id.</param>
public sealed record GroupNetwork(
    string Name,
    IReadOnlyDictionary<int, string> Links,
    IReadOnlyList<IPAddress> Addresses
);

/// <param name="Addresses">Each member's own, by its id.</param>
public sealed record GroupPath(string Network, IReadOnlyDictionary<int, IPAddress> Addresses);

/// <summary>What has a default.</summary>
public sealed record GroupOptions
{
    /// <summary>Between two heartbeats: 10 to 40 950, whole tens.</summary>
    public int IntervalMilliseconds { get; init; } = 100;

    public HeartbeatCarrier Carrier { get; init; }

    /// <summary>The machine that is named first takes the addresses back when it returns.</summary>
    public bool Preempts { get; init; }

    /// <summary>Hosts such as gateways: who reaches none of them does not become active. Empty: no test.</summary>
    public IReadOnlyList<IPAddress> Reachable { get; init; } = [];

    /// <summary>A third machine; null: none.</summary>
    public WitnessPlan? Witness { get; init; }

    /// <summary>Interfaces that are not found by themselves.</summary>
    public IReadOnlyList<GivenLink> Links { get; init; } = [];
}

/// <summary>Where an address goes on a machine.</summary>
public sealed record GivenLink(string Node, IPAddress Address, string Link);
