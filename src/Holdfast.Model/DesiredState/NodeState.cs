using System.Collections.Immutable;

namespace Holdfast.Model.DesiredState;

/// <summary>All that one node must make real.</summary>
public sealed record NodeState
{
    public static readonly NodeState Empty = new();

    public Revision Revision { get; init; } = Revision.None;

    /// <summary>By profile id.</summary>
    public ImmutableDictionary<string, ProfileServices> Services { get; init; } =
        ImmutableDictionary<string, ProfileServices>.Empty;

    /// <summary>By configuration id.</summary>
    public ImmutableDictionary<Guid, WireGuardPeer> Peers { get; init; } =
        ImmutableDictionary<Guid, WireGuardPeer>.Empty;

    /// <summary>By configuration id.</summary>
    public ImmutableDictionary<Guid, OpenVpnClient> Clients { get; init; } =
        ImmutableDictionary<Guid, OpenVpnClient>.Empty;

    /// <summary>The node is to be emptied: clients that can go elsewhere are told to. It goes on carrying those that stay.</summary>
    public bool Draining { get; init; }
}
