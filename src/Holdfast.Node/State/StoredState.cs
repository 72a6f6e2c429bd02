using System.Collections.Immutable;
using Holdfast.Model.DesiredState;
using Holdfast.Model.Problems;

namespace Holdfast.Node.State;

/// <summary>What a node finds on its disk.</summary>
public sealed record StoredState
{
    public required NodeState Desired { get; init; }

    /// <summary>What of it is known to have expired, with the end that it had.</summary>
    public required ImmutableDictionary<Guid, DateTimeOffset> Lapsed { get; init; }

    /// <summary>The latest time that the files tell of.</summary>
    public required DateTimeOffset LastSeen { get; init; }

    /// <summary>
    /// Set when the disk does not hold all that was once acknowledged. The data plane is then left as it is until a portal has sent a
    /// snapshot.
    /// </summary>
    public Problem? Damage { get; init; }

    /// <summary>The node has an opinion of how the data plane should be.</summary>
    public bool IsTrustworthy => Damage is null && Desired.Revision != Revision.None;

    public static readonly StoredState Nothing = new()
    {
        Desired = NodeState.Empty,
        Lapsed = ImmutableDictionary<Guid, DateTimeOffset>.Empty,
        LastSeen = DateTimeOffset.MinValue,
    };
}
