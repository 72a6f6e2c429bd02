using System.Collections.Immutable;
using Holdfast.Mesh.Claims;
using Holdfast.Model.Keys;

namespace Holdfast.Mesh.Members;

/// <summary>What a host says of itself, signed by it. The newest one of each host counts, whoever brings it.</summary>
public sealed record HostRecord
{
    /// <summary>Bytes of a name in UTF-8. Arbitrary, may be increased.</summary>
    public const int LongestName = 32;

    /// <summary>A record must fit into one datagram with what stands around it. Arbitrary, may be increased up to that.</summary>
    public const int MostClaims = 16;

    /// <summary>Ed25519.</summary>
    public const int SignatureLength = 64;

    public required HostId Host { get; init; }

    /// <summary>Of its WireGuard device; control datagrams to it are sealed for it too.</summary>
    public required WireGuardKey Key { get; init; }

    public required RecordStamp Stamp { get; init; }

    /// <summary>For people; nothing is decided by it.</summary>
    public required string Name { get; init; }

    /// <summary>UDP port of its WireGuard device.</summary>
    public required ushort WireGuardPort { get; init; }

    /// <summary>It has said goodbye.</summary>
    public bool Left { get; init; }

    /// <summary>It has just started and looks for others: what it claimed in an earlier life is not taken from it yet.</summary>
    public bool IsJoining { get; init; }

    /// <summary>Milliseconds for which the claims count after the record was heard; it is said again before.</summary>
    public required uint LifetimeMilliseconds { get; init; }

    public ImmutableArray<Claim> Claims { get; init; } = [];

    /// <summary>64 bytes over all of the above, as it stands on the wire.</summary>
    public ImmutableArray<byte> Signature { get; init; } = [];
}
