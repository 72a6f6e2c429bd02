namespace Holdfast.Node.Takeover;

/// <summary>
/// The handshakes that a node begins when it has become the active one: in which order, how many at a time, and when it leaves a client
/// alone. Pure: told the time and who answered, it says what to do.
/// </summary>
internal sealed class Awakening
{
    /// <summary>Handshakes a second. A processor manages some thousands, and the clients' answers need time too.</summary>
    public const int Rate = 1000;

    /// <summary>At once; most installations are awake with these.</summary>
    public const int AtOnce = 50;

    /// <summary>Also when time was lost. wireguard-go takes more than 128 answers that wait for an attack, and sends them away for a second.</summary>
    public const int Most = 100;

    /// <summary>Who has not answered for so long is gone, or begins anew by itself.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>
    /// After so long without an answer it is begun once more, since WireGuard itself would wait five seconds. No more often than these: an
    /// answer that comes after the next beginning is in vain, so for those who are far away the last one must be left in peace.
    /// </summary>
    private static readonly TimeSpan[] Again = [TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2)];

    private readonly Queue<Sighting> _waiting;
    private readonly Dictionary<Guid, Attempt> _awoken = [];
    private readonly TimeSpan _began;
    private int _begun;

    /// <param name="clients">The one to begin with first.</param>
    public Awakening(IEnumerable<Sighting> clients, TimeSpan now) => (_waiting, _began) = (new(clients), now);

    public bool IsOver => _waiting.Count == 0 && _awoken.Count == 0;

    /// <summary>With whom to begin now.</summary>
    public IReadOnlyList<Sighting> Begin(TimeSpan now)
    {
        var due = Math.Min((int)((now - _began).TotalSeconds * Rate) + AtOnce - _begun, Most);
        List<Sighting> begun = [.. _awoken.Values.Where(one => one.IsDue(now)).Select(one => one.Client).Take(due)];
        while (begun.Count < due && _waiting.TryDequeue(out var client))
        {
            begun.Add(client);
        }

        foreach (var client in begun)
        {
            var before = _awoken.GetValueOrDefault(client.ConfigurationId);
            _awoken[client.ConfigurationId] = new Attempt(client, now, (before?.Number ?? 0) + 1);
        }

        _begun += begun.Count;
        return begun;
    }

    /// <param name="answered">With whom the device has a session.</param>
    /// <returns>Who is to be left alone now: those, and those who have had time enough.</returns>
    public IReadOnlyList<Guid> End(IReadOnlySet<Guid> answered, TimeSpan now)
    {
        List<Guid> over =
        [
            .. _awoken
                .Where(one => answered.Contains(one.Key) || now - one.Value.At >= Patience)
                .Select(one => one.Key),
        ];
        over.ForEach(id => _awoken.Remove(id));
        return over;
    }

    private sealed record Attempt(Sighting Client, TimeSpan At, int Number)
    {
        public bool IsDue(TimeSpan now) => Number <= Again.Length && now - At >= Again[Number - 1];
    }
}
