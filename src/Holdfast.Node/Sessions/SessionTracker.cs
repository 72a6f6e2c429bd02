namespace Holdfast.Node.Sessions;

/// <summary>Turns what the data planes see into sessions and their events. Thread-safe.</summary>
public sealed class SessionTracker : ISessionSink, IConfigurationEnds
{
    /// <summary>An OpenVPN client whose configuration has gone is told so, and seen for a moment more.</summary>
    private static readonly TimeSpan Aftermath = TimeSpan.FromMinutes(1);

    private readonly Lock _changing = new();
    private readonly Dictionary<Guid, SessionLife> _lives = [];
    private readonly Dictionary<Guid, (string Counter, TimeSpan At)> _over = [];
    private readonly IEventSink _events;
    private readonly SessionRules _rules;
    private readonly TimeProvider _time;
    private readonly long _origin;

    /// <param name="open">Sessions that were open when the node ended.</param>
    public SessionTracker(IReadOnlyCollection<Session> open, IEventSink events, SessionRules rules, TimeProvider time)
    {
        _events = events;
        _rules = rules;
        _time = time;
        _origin = time.GetTimestamp();
        foreach (var session in open)
        {
            _lives[session.ConfigurationId] = SessionLife.Resume(session, TimeSpan.Zero);
        }
    }

    public void Observe(Observation observation)
    {
        lock (_changing)
        {
            if (IsOver(observation))
            {
                return;
            }

            var before = _lives.GetValueOrDefault(observation.ConfigurationId);
            var (after, happened) = SessionLife.Observe(before, observation, _rules, Now(), _time.GetUtcNow());
            Remember(observation.ConfigurationId, after);
            if (happened is not null)
            {
                _events.Add(happened, after?.Session);
            }
        }
    }

    /// <summary>A configuration is gone from the data plane. No session of it, no effect.</summary>
    public void End(Guid configurationId, string reason)
    {
        lock (_changing)
        {
            if (_lives.Remove(configurationId, out var life) && life.Session is { } session)
            {
                _events.Add(session.End(_time.GetUtcNow(), reason), session: null);
                RememberEnd(session);
            }
        }
    }

    /// <summary>Ends the sessions of all configurations that are not there any more.</summary>
    public void Keep(Func<Guid, bool> isThere)
    {
        lock (_changing)
        {
            foreach (var id in _lives.Keys.Where(id => !isThere(id)).ToList())
            {
                End(id, SessionEnds.Removed);
            }
        }
    }

    /// <summary>Sessions in use now, by interface.</summary>
    public IReadOnlyDictionary<string, int> Counts()
    {
        lock (_changing)
        {
            return _lives
                .Values.Select(l => l.Session)
                .OfType<Session>()
                .CountBy(s => s.Interface, StringComparer.Ordinal)
                .ToDictionary(StringComparer.Ordinal);
        }
    }

    /// <summary>What was counted in a session that was ended is not counted again in another one.</summary>
    private bool IsOver(Observation seen)
    {
        // A WireGuard peer is gone when it is removed, and the counters of one that comes back begin at 0.
        if (seen.LastHandshake is not null || !_over.TryGetValue(seen.ConfigurationId, out var ended))
        {
            return false;
        }

        var same = ended.Counter == seen.Counter && Now() - ended.At <= Aftermath;
        if (!same || !seen.Connected)
        {
            _over.Remove(seen.ConfigurationId);
        }

        return same;
    }

    private void RememberEnd(Session session)
    {
        var now = Now();
        foreach (var id in _over.Where(one => now - one.Value.At > Aftermath).Select(one => one.Key).ToList())
        {
            _over.Remove(id);
        }

        _over[session.ConfigurationId] = (session.Counter.Life, now);
    }

    private TimeSpan Now() => _time.GetElapsedTime(_origin);

    private void Remember(Guid id, SessionLife? life)
    {
        if (life is null)
        {
            _lives.Remove(id);
        }
        else
        {
            _lives[id] = life;
        }
    }
}
