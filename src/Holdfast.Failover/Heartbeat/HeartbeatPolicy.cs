using System.Net;
using Holdfast.Failover.Members;

namespace Holdfast.Failover.Heartbeat;

/// <summary>What one member takes and sends for one unit of addresses.</summary>
public sealed record HeartbeatPolicy
{
    /// <summary>1 to 255; unique on the network.</summary>
    public required byte Vrid { get; init; }

    /// <summary>Not on the wire: part of what is authenticated, so that groups that share a key by mistake do not mix.</summary>
    public required Guid GroupId { get; init; }

    public required MemberId Self { get; init; }

    /// <summary>All of the group, 2 to 8.</summary>
    public required IReadOnlyList<MemberId> Members { get; init; }

    public AuthenticationMode Mode { get; init; } = AuthenticationMode.Enforce;

    /// <summary>Needed in all modes but <see cref="AuthenticationMode.Off"/>.</summary>
    public HeartbeatKeys? Keys { get; init; }

    /// <summary>From which unicast without a trailer is taken.</summary>
    public IReadOnlyList<IPAddress> UnicastPeers { get; init; } = [];

    public ChecksumKind Checksum { get; init; }

    public bool SendsTrailer => Mode is AuthenticationMode.Permissive or AuthenticationMode.Enforce;
}
