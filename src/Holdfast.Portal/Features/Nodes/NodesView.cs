using System.Net;
using Holdfast.Model.Profiles;

namespace Holdfast.Portal.Features.Nodes;

/// <summary>All nodes, and which profile is how on which of them.</summary>
/// <param name="Profiles">The most important first; the cells stand in the order of the nodes.</param>
/// <param name="Now">When it was read.</param>
/// <param name="HistoryFrom">Where the history of outages begins.</param>
public sealed record NodesView(
    IReadOnlyList<NodeDetails> Nodes,
    IReadOnlyList<ProfileOnNodes> Profiles,
    DateTimeOffset Now,
    DateTimeOffset HistoryFrom
);

public sealed record ProfileOnNodes(string ProfileId, string DisplayName, IReadOnlyList<ProfileCell> Cells);

/// <param name="Sessions">In use now; null: not known.</param>
public sealed record ProfileCell(string NodeId, CellState State, int? Sessions);

public enum CellState
{
    /// <summary>The profile is not on this node.</summary>
    Absent,

    Works,

    /// <summary>Part of it, or all, carries no traffic.</summary>
    Fails,

    /// <summary>The pool has no part left for this node; it gets no clients of some protocol, or does not carry the profile at all.</summary>
    NoRoom,

    /// <summary>The node is not linked, or has not said yet.</summary>
    Unknown,

    /// <summary>It works and takes no new clients.</summary>
    Draining,
}

/// <summary>In a word, how a node is. The first that fits.</summary>
public enum NodeCondition
{
    NotLinked,

    /// <summary>Draining, and nobody is left.</summary>
    Empty,

    Draining,

    /// <summary>Linked, and something on it does not work.</summary>
    Troubled,

    Linked,
}

/// <summary>Everything about one node, as this portal knows it now. Also the form of the admin API.</summary>
public sealed record NodeDetails
{
    public required string Id { get; init; }

    public required NodeCondition State { get; init; }

    /// <summary>Where portals dial it.</summary>
    public required string Address { get; init; }

    /// <summary>What clients connect to.</summary>
    public required string HostName { get; init; }

    /// <summary>The administrator's; null: the node's own counts.</summary>
    public string? GivenHostName { get; init; }

    public required int Weight { get; init; }

    public IReadOnlyList<IPNetwork> ClientNetworks { get; init; } = [];

    public DateTimeOffset? DrainingSince { get; init; }

    public bool IsLinked { get; init; }

    /// <summary>Since when it is linked or not; of one that fell silent, when it was last heard.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>Why it is not linked.</summary>
    public string? Reason { get; init; }

    public string? Software { get; init; }

    /// <summary>Of the newest desired state.</summary>
    public long Revision { get; init; }

    /// <summary>Changes that the node has not yet made real; null: not known.</summary>
    public long? Lag { get; init; }

    /// <summary>In use now; null: not known.</summary>
    public int? Sessions { get; init; }

    /// <summary>Bytes a second from clients; null: not known.</summary>
    public double? ReceivedPerSecond { get; init; }

    /// <summary>Bytes a second to clients; null: not known.</summary>
    public double? SentPerSecond { get; init; }

    /// <summary>0 to 1; null: not known, as are all the next.</summary>
    public double? CpuLoad { get; init; }

    public long? MemoryUsed { get; init; }

    public long? MemoryTotal { get; init; }

    public long? UptimeSeconds { get; init; }

    public long? RunsSeconds { get; init; }

    public DateTimeOffset? CertificateEndsAt { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public IReadOnlyList<NodeServiceView> Services { get; init; } = [];

    /// <summary>What the node could not make real.</summary>
    public IReadOnlyList<NodeFailureView> Failures { get; init; } = [];

    /// <summary>Profiles that are meant to be on the node, whose pool has no part left for it.</summary>
    public IReadOnlyList<NoRoomView> NoRoom { get; init; } = [];

    /// <summary>Names of disabled users whom it may still let in, because it has not confirmed that it knows.</summary>
    public IReadOnlyList<string> NotYetCutOff { get; init; } = [];

    /// <summary>Of the last 90 days, the latest first.</summary>
    public IReadOnlyList<OutageView> Outages { get; init; } = [];
}

public sealed record NodeServiceView(
    string ProfileId,
    string Interface,
    bool Works,
    string? Detail,
    int Sessions,
    long? Received,
    long? Sent
);

public sealed record NodeFailureView(string ProblemId, string ProfileId, string Detail);

/// <param name="Protocol">Whose pool is divided up.</param>
public sealed record NoRoomView(string ProfileId, Protocol Protocol);

/// <param name="EndedAt">Null: it goes on.</param>
public sealed record OutageView(DateTimeOffset BeganAt, DateTimeOffset? EndedAt, string Reason);

/// <summary>One node with what only its own page shows.</summary>
/// <param name="Configurations">Devices that are set up on it and on no other.</param>
/// <param name="OnlyHere">Names of profiles that no other node takes new clients for.</param>
public sealed record NodePageView(
    NodeDetails Node,
    long Configurations,
    IReadOnlyList<string> OnlyHere,
    IReadOnlyList<NodeHappening> Happenings,
    DateTimeOffset Now,
    DateTimeOffset HistoryFrom
);

/// <summary>Something that happened with a node.</summary>
public sealed record NodeHappening(DateTimeOffset At, string Text);
