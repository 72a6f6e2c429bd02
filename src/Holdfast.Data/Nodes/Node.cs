using System.Net;

namespace Holdfast.Data.Nodes;

/// <summary>A server that carries traffic, and how far its desired state has come.</summary>
public sealed record Node
{
    public const int DefaultWeight = 100;
    public const int MaximumWeight = 1000;

    /// <summary>Lower-case letters, digits and hyphens.</summary>
    public required string Id { get; init; }

    /// <summary>Where the portal dials its link.</summary>
    public required string Address { get; init; }

    /// <summary>Of the link certificate that was issued last; null: none yet.</summary>
    public string? CertificateSerial { get; init; }

    /// <summary>SHA-256 of that certificate or of its key, as the enrolment defines it; null: none yet.</summary>
    public string? CertificateFingerprint { get; init; }

    /// <summary>When that certificate ends; null: none yet, or not known.</summary>
    public DateTimeOffset? CertificateEndsAt { get; init; }

    /// <summary>What clients connect to when the profile says nothing else: the given name, or what the node says of itself.</summary>
    public required string HostName { get; init; }

    /// <summary>What the node says of itself; only read.</summary>
    public string? OwnHostName { get; init; }

    /// <summary>The administrator's; null: the node's own counts.</summary>
    public string? GivenHostName { get; init; }

    /// <summary>Where WireGuard inside TCP is served; null: nowhere.</summary>
    public string? WireGuardTcpUrl { get; init; }

    /// <summary>Of the newest desired state, within the epoch of the database.</summary>
    public long Revision { get; init; }

    /// <summary>The newest revision in which the services changed.</summary>
    public long ServicesRevision { get; init; }

    /// <summary>How many of the new clients it gets, in relation to others: 0 to 1000; 0: only those that nobody else can take.</summary>
    public int Weight { get; init; } = DefaultWeight;

    /// <summary>Clients that come from these networks get this node before others.</summary>
    public IReadOnlyList<IPNetwork> ClientNetworks { get; init; } = [];

    /// <summary>Since when it gets no new clients and sends those it has away; null: it does not.</summary>
    public DateTimeOffset? DrainingSince { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Null: in use.</summary>
    public DateTimeOffset? RemovedAt { get; init; }
}
