using Holdfast.Link.Messages;

namespace Holdfast.Node.Events;

/// <summary>
/// What a full outbox drops, so that the books stay true as long as they can: first totals that a later total or the end of the same
/// session says better, then other totals, then whole sessions that have begun and ended since a portal was last heard, the oldest
/// first. Never the end of a session whose start a portal may know, nor the start of one that goes on: there are no more of these
/// than configurations.
/// </summary>
internal static class DropOrder
{
    /// <param name="all">Oldest first.</param>
    /// <param name="surplus">How many are too many. More than can be dropped: the rest stays.</param>
    public static Dropped Choose(IReadOnlyList<OutboxEntry> all, int surplus)
    {
        var totals = Totals(all).Take(surplus).ToList();
        return totals.Count == surplus ? new(totals, []) : new(totals, Sessions(all, surplus - totals.Count));
    }

    private static IEnumerable<OutboxEntry> Totals(IReadOnlyList<OutboxEntry> all)
    {
        var superseded = Superseded(all);
        return superseded
            .Reverse<OutboxEntry>()
            .Concat(all.Where(e => e.Event is SessionCounted).Except(superseded, ReferenceEqualityComparer.Instance))
            .Cast<OutboxEntry>();
    }

    /// <returns>Newest first.</returns>
    private static List<OutboxEntry> Superseded(IReadOnlyList<OutboxEntry> all)
    {
        HashSet<Guid> later = [];
        List<OutboxEntry> superseded = [];
        foreach (var entry in all.Reverse())
        {
            var said = entry.Event switch
            {
                SessionCounted counted => counted.SessionId,
                SessionEnded ended => ended.SessionId,
                _ => Guid.Empty,
            };
            if (said != Guid.Empty && !later.Add(said) && entry.Event is SessionCounted)
            {
                superseded.Add(entry);
            }
        }

        return superseded;
    }

    /// <summary>Start and end together: one without the other would be a session that never ends, or that nobody knows.</summary>
    private static List<OutboxEntry> Sessions(IReadOnlyList<OutboxEntry> all, int surplus)
    {
        var ends = all.Where(e => e.Event is SessionEnded)
            .DistinctBy(e => ((SessionEnded)e.Event).SessionId)
            .ToDictionary(e => ((SessionEnded)e.Event).SessionId);
        List<OutboxEntry> dropped = [];
        foreach (var start in all)
        {
            if (dropped.Count >= surplus)
            {
                break;
            }

            if (start.Event is SessionStarted { SessionId: var id } && ends.TryGetValue(id, out var end))
            {
                dropped.AddRange([start, end]);
            }
        }

        return dropped;
    }
}

/// <param name="Totals">Nothing is lost with them as long as later ones follow.</param>
/// <param name="Sessions">Starts and ends of sessions that nobody will hear of.</param>
internal sealed record Dropped(IReadOnlyList<OutboxEntry> Totals, IReadOnlyList<OutboxEntry> Sessions)
{
    public static readonly Dropped Nothing = new([], []);

    public int Count => Totals.Count + Sessions.Count;
}
