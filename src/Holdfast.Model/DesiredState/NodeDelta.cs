namespace Holdfast.Model.DesiredState;

/// <summary>What changed for a node between two revisions. Applying it twice does no harm.</summary>
public sealed record NodeDelta
{
    /// <summary>The revision that it builds on; a node that has another one asks for a snapshot.</summary>
    public required Revision From { get; init; }

    public required Revision To { get; init; }

    /// <summary>All services of the node, when any of them changed; null: as before.</summary>
    public IReadOnlyList<ProfileServices>? Services { get; init; }

    /// <summary>Added or changed.</summary>
    public IReadOnlyList<WireGuardPeer> Peers { get; init; } = [];

    /// <summary>Added or changed.</summary>
    public IReadOnlyList<OpenVpnClient> Clients { get; init; } = [];

    /// <summary>Configurations that are no more.</summary>
    public IReadOnlyList<Guid> Removed { get; init; } = [];

    /// <summary>See <see cref="NodeState.Draining"/>; null: as before.</summary>
    public bool? Draining { get; init; }
}
