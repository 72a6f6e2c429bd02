namespace Holdfast.Data.Nodes;

/// <summary>A server that carries traffic, and how far its desired state has come.</summary>
public sealed record Node
{
    /// <summary>Lower-case letters, digits and hyphens.</summary>
    public required string Id { get; init; }

    /// <summary>Where the portal dials its link.</summary>
    public required string Address { get; init; }

    /// <summary>Of the link certificate that was issued last; null: none yet.</summary>
    public string? CertificateSerial { get; init; }

    /// <summary>SHA-256 of that certificate or of its key, as the enrolment defines it; null: none yet.</summary>
    public string? CertificateFingerprint { get; init; }

    /// <summary>What clients connect to when the profile says nothing else.</summary>
    public required string HostName { get; init; }

    /// <summary>Where WireGuard inside TCP is served; null: nowhere.</summary>
    public string? WireGuardTcpUrl { get; init; }

    /// <summary>Of the newest desired state, within the epoch of the database.</summary>
    public long Revision { get; init; }

    /// <summary>The newest revision in which the services changed.</summary>
    public long ServicesRevision { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Null: in use.</summary>
    public DateTimeOffset? RemovedAt { get; init; }
}
