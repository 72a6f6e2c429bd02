using System.Collections.Immutable;
using Holdfast.Mesh.Members;
using Holdfast.Model.Keys;

namespace Holdfast.Mesh.Core;

/// <summary>One life of one host.</summary>
public sealed record MeshConfig
{
    public required HostId Self { get; init; }

    public required WireGuardKey Key { get; init; }

    public required string Name { get; init; }

    public required ushort WireGuardPort { get; init; }

    /// <summary>Larger than that of any earlier life.</summary>
    public required uint Incarnation { get; init; }

    public ImmutableArray<WantedClaim> Claims { get; init; } = [];

    /// <summary>There are others to be found: it waits for them before it claims.</summary>
    public bool LooksForOthers { get; init; }

    public MeshRules Rules { get; init; } = new();

    /// <summary>Of an unsigned record: its signature.</summary>
    public required Func<HostRecord, ImmutableArray<byte>> Sign { get; init; }

    /// <summary>Decides whom it asks first.</summary>
    public ulong Seed { get; init; }
}
