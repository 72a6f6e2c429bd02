namespace Holdfast.Node.Takeover;

/// <summary>Where the clients of one profile are, as this node and the others of its group have seen. Not for several threads.</summary>
internal sealed class Sightings
{
    /// <summary>A WireGuard session lives no longer (REJECT_AFTER_TIME); who has none begins anew by itself.</summary>
    public static readonly TimeSpan Recent = TimeSpan.FromMinutes(3);

    private readonly Dictionary<Guid, Sighting> _newest = [];

    /// <summary>An older one than is known changes nothing.</summary>
    public void Note(Sighting seen)
    {
        if (!_newest.TryGetValue(seen.ConfigurationId, out var known) || known.ActiveAt <= seen.ActiveAt)
        {
            _newest[seen.ConfigurationId] = seen;
        }
    }

    /// <summary>Those that were active lately, the latest first.</summary>
    public IReadOnlyList<Sighting> ActiveSince(TimeSpan now) =>
        [.. _newest.Values.Where(seen => now - seen.ActiveAt < Recent).OrderByDescending(seen => seen.ActiveAt)];

    /// <summary>Forgets who was not active lately, so that it never holds more than there are clients.</summary>
    public void Sweep(TimeSpan now)
    {
        foreach (
            var id in _newest
                .Values.Where(seen => now - seen.ActiveAt >= Recent)
                .Select(s => s.ConfigurationId)
                .ToList()
        )
        {
            _newest.Remove(id);
        }
    }
}
