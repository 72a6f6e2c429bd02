using System.Collections.Immutable;
using Holdfast.Model.DesiredState;

namespace Holdfast.Node.Applying;

/// <summary>
/// What a node makes real at a moment: the desired state without what has expired. What has once expired stays so, whatever the
/// clock says later, until the portal gives it a later end.
/// </summary>
public sealed class EffectiveState
{
    private readonly ImmutableSortedSet<Deadline> _deadlines;

    private EffectiveState(
        NodeState desired,
        NodeState live,
        ImmutableDictionary<Guid, DateTimeOffset> lapsed,
        ImmutableSortedSet<Deadline> deadlines
    )
    {
        Desired = desired;
        Live = live;
        Lapsed = lapsed;
        _deadlines = deadlines;
    }

    /// <summary>As the portal wants it.</summary>
    public NodeState Desired { get; }

    /// <summary>As it is to be on the data plane.</summary>
    public NodeState Live { get; }

    /// <summary>What of the desired state has expired, with the end that it had.</summary>
    public ImmutableDictionary<Guid, DateTimeOffset> Lapsed { get; }

    /// <summary>When the next configuration ends; null: none will.</summary>
    public DateTimeOffset? NextDeadline => _deadlines.IsEmpty ? null : _deadlines.Min.At;

    public static EffectiveState At(NodeState desired, DateTimeOffset now) =>
        At(desired, ImmutableDictionary<Guid, DateTimeOffset>.Empty, now);

    /// <param name="lapsed">What is known to have expired before; entries that the desired state does not name are forgotten.</param>
    public static EffectiveState At(
        NodeState desired,
        ImmutableDictionary<Guid, DateTimeOffset> lapsed,
        DateTimeOffset now
    )
    {
        var deadlines = ImmutableSortedSet.CreateBuilder<Deadline>();
        var kept = ImmutableDictionary.CreateBuilder<Guid, DateTimeOffset>();
        foreach (var deadline in Deadlines(desired))
        {
            if (HasLapsed(deadline, lapsed, now))
            {
                kept[deadline.ConfigurationId] = deadline.At;
            }
            else
            {
                deadlines.Add(deadline);
            }
        }

        return new(desired, Without(desired, kept.Keys), kept.ToImmutable(), deadlines.ToImmutable());
    }

    /// <summary>The same after a delta, in time that depends on the delta only.</summary>
    public EffectiveState With(NodeDelta delta, DateTimeOffset now)
    {
        var desired = Desired.With(delta);
        var live = Live.With(delta);
        var deadlines = _deadlines.ToBuilder();
        var lapsed = Lapsed.ToBuilder();
        foreach (var id in Touched(delta))
        {
            Forget(Desired, id, deadlines);
            if (DeadlineOf(desired, id) is not { } deadline)
            {
                lapsed.Remove(id);
            }
            else if (HasLapsed(deadline, Lapsed, now))
            {
                lapsed[id] = deadline.At;
            }
            else
            {
                lapsed.Remove(id);
                deadlines.Add(deadline);
            }
        }

        var gone = Touched(delta).Where(lapsed.ContainsKey);
        return new(desired, Without(live, gone), lapsed.ToImmutable(), deadlines.ToImmutable());
    }

    /// <summary>The same at a later moment. Returns itself when nothing has expired since.</summary>
    public EffectiveState Advance(DateTimeOffset now)
    {
        var ended = _deadlines.TakeWhile(d => d.At <= now).ToList();
        return ended.Count == 0
            ? this
            : new(
                Desired,
                Without(Live, ended.Select(d => d.ConfigurationId)),
                Lapsed.SetItems(ended.Select(d => KeyValuePair.Create(d.ConfigurationId, d.At))),
                _deadlines.Except(ended)
            );
    }

    public bool IsLive(Guid configurationId) =>
        Live.Peers.ContainsKey(configurationId) || Live.Clients.ContainsKey(configurationId);

    /// <summary>The configurations that a delta speaks of.</summary>
    public static IReadOnlySet<Guid> Touched(NodeDelta delta)
    {
        var ids = new HashSet<Guid>(delta.Removed);
        ids.UnionWith(delta.Peers.Select(p => p.ConfigurationId));
        ids.UnionWith(delta.Clients.Select(c => c.ConfigurationId));
        return ids;
    }

    private static bool HasLapsed(
        Deadline deadline,
        ImmutableDictionary<Guid, DateTimeOffset> lapsed,
        DateTimeOffset now
    ) => deadline.At <= now || (lapsed.TryGetValue(deadline.ConfigurationId, out var before) && deadline.At <= before);

    private static IEnumerable<Deadline> Deadlines(NodeState state) =>
        state
            .Peers.Values.Select(p => new Deadline(p.ExpiresAt, p.ConfigurationId))
            .Concat(state.Clients.Values.Select(c => new Deadline(c.ExpiresAt, c.ConfigurationId)));

    private static Deadline? DeadlineOf(NodeState state, Guid id)
    {
        if (state.Peers.TryGetValue(id, out var peer))
        {
            return new Deadline(peer.ExpiresAt, id);
        }

        return state.Clients.TryGetValue(id, out var client) ? new Deadline(client.ExpiresAt, id) : null;
    }

    private static void Forget(NodeState state, Guid id, ImmutableSortedSet<Deadline>.Builder deadlines)
    {
        if (DeadlineOf(state, id) is { } old)
        {
            deadlines.Remove(old);
        }
    }

    private static NodeState Without(NodeState state, IEnumerable<Guid> ids)
    {
        var list = ids as IReadOnlyCollection<Guid> ?? [.. ids];
        return list.Count == 0
            ? state
            : state with
            {
                Peers = state.Peers.RemoveRange(list),
                Clients = state.Clients.RemoveRange(list),
            };
    }
}
