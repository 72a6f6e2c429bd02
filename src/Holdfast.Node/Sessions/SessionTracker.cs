namespace Holdfast.Node.Sessions;

/// <summary>Turns what the data planes see into sessions and their events. Thread-safe.</summary>
public sealed class SessionTracker : ISessionSink, IConfigurationEnds
{
    private readonly Lock _changing = new();
    private readonly Dictionary<Guid, SessionLife> _lives = [];
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
