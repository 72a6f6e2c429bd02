using Holdfast.Link.Messages;

namespace Holdfast.Node.Sessions;

/// <summary>
/// What is known of one configuration's use. A pure state machine: an observation gives the next state and what happened.
/// </summary>
/// <param name="Session">Null: not in use.</param>
/// <param name="Counter">Counters at the last look.</param>
/// <param name="Handshake">As last seen; null: not known, or none.</param>
/// <param name="Looked">Monotonic time of the last look.</param>
/// <param name="Idle">How long nothing has come from the client while we looked.</param>
/// <param name="Told">Monotonic time when the session's totals were last told.</param>
/// <param name="ToldTotal">What was told then, received and sent together.</param>
public sealed record SessionLife(
    Session? Session,
    CounterMark Counter,
    DateTimeOffset? Handshake,
    TimeSpan Looked,
    TimeSpan Idle,
    TimeSpan Told,
    long ToldTotal
)
{
    /// <summary>
    /// The counters of the connection before this one. OpenVPN lists a client that has come back, or gone over to another process, under its
    /// old connection too for a while; what came there is counted.
    /// </summary>
    private string? FormerCounter { get; init; }

    /// <summary>A session that was open when the node ended goes on. What happened between shows in the counters.</summary>
    public static SessionLife Resume(Session session, TimeSpan now) =>
        new(session, session.Counter, Handshake: null, now, TimeSpan.Zero, now, session.Total);

    /// <param name="before">Null: never seen before.</param>
    /// <param name="now">Monotonic.</param>
    /// <param name="clock">For the events.</param>
    /// <returns>The next state, null: nothing to remember; and what happened.</returns>
    public static (SessionLife? After, NodeEvent? Event) Observe(
        SessionLife? before,
        Observation seen,
        SessionRules rules,
        TimeSpan now,
        DateTimeOffset clock
    )
    {
        if (before is not null && before.IsPast(seen))
        {
            return (before, null);
        }

        if (!seen.Connected)
        {
            var ended = before?.Session?.Counting(Mark(seen));
            return (null, ended?.End(clock, seen.Reason ?? SessionEnds.Disconnected));
        }

        if (before is { Session: { } elsewhere } && elsewhere.Interface != seen.Interface)
        {
            return (before.Leave(seen, now), elsewhere.End(clock, SessionEnds.Disconnected));
        }

        if (before is { Session: null } && before.SawTheSame(seen))
        {
            return (before, null);
        }

        var active = before is null ? WasActive(seen, rules, clock) : before.IsActive(seen);
        var next = (before ?? First(seen, now)).Look(seen, active, rules, now);
        return next switch
        {
            { Session: null } => active ? next.Start(before, seen, now, clock) : (next, null),
            { Session: { } idle } when next.Idle >= rules.IdleAfter => (
                next with
                {
                    Session = null,
                    Idle = TimeSpan.Zero,
                },
                idle.End(clock, SessionEnds.Idle)
            ),
            _ => next.Count(rules, now, clock),
        };
    }

    /// <summary>Of a connection that another one has replaced.</summary>
    private bool IsPast(Observation seen) =>
        seen.Counter == FormerCounter
        || (!seen.Connected && Session is { } session && seen.Counter != session.Counter.Life);

    /// <summary>Another process has given the client another address: that is another session, which begins at the next look.</summary>
    private SessionLife Leave(Observation seen, TimeSpan now) =>
        this with
        {
            Session = null,
            Counter = new CounterMark(seen.Counter, 0, 0),
            FormerCounter = Counter.Life,
            Handshake = seen.LastHandshake,
            Looked = now,
            Idle = TimeSpan.Zero,
        };

    /// <summary>Most peers of most nodes do nothing most of the time: then nothing new is made.</summary>
    private bool SawTheSame(Observation seen) =>
        seen.LastHandshake is not null
        && seen.LastHandshake == Handshake
        && seen.Received == Counter.Received
        && seen.Sent == Counter.Sent
        && seen.Counter == Counter.Life;

    private static SessionLife First(Observation seen, TimeSpan now) =>
        new(Session: null, Mark(seen), seen.LastHandshake, now, TimeSpan.Zero, now, 0);

    /// <summary>A peer seen for the first time is in use when its handshake is recent; an OpenVPN client is in use while it is connected.</summary>
    private static bool WasActive(Observation seen, SessionRules rules, DateTimeOffset clock) =>
        seen.LastHandshake is not { } handshake || clock - handshake < rules.IdleAfter;

    /// <summary>Handshakes are told apart, not compared: after a step of the clock a newer one may look older.</summary>
    private bool IsActive(Observation seen)
    {
        var mark = Mark(seen);
        return seen.LastHandshake is not { } handshake
            || (mark.Follows(Counter) ? mark.Received > Counter.Received : mark.Received > 0)
            || (Handshake is { } known && handshake != known && handshake != Observation.NoHandshake);
    }

    private SessionLife Look(Observation seen, bool active, SessionRules rules, TimeSpan now)
    {
        var gap = now - Looked;
        return this with
        {
            Session = Session?.Counting(Mark(seen)),
            Counter = Mark(seen),
            FormerCounter = seen.Counter == Counter.Life ? FormerCounter : Counter.Life,
            Handshake = seen.LastHandshake,
            Looked = now,
            Idle = active ? TimeSpan.Zero : Idle + (gap < rules.LongestLook ? gap : rules.LongestLook),
        };
    }

    private (SessionLife, NodeEvent) Start(SessionLife? before, Observation seen, TimeSpan now, DateTimeOffset clock)
    {
        var session = Session.Start(seen, Baseline(before, seen), clock);
        return (this with { Session = session, Told = now, ToldTotal = session.Total }, session.Begin(clock));
    }

    /// <summary>What the counters showed before the session. At the first sight of a peer they may tell of earlier days.</summary>
    private static CounterMark Baseline(SessionLife? before, Observation seen)
    {
        var zero = new CounterMark(seen.Counter, 0, 0);
        return before is null
            ? seen.LastHandshake is null
                ? zero
                : Mark(seen)
            : Mark(seen).Follows(before.Counter)
                ? before.Counter
                : zero;
    }

    private (SessionLife, NodeEvent?) Count(SessionRules rules, TimeSpan now, DateTimeOffset clock)
    {
        if (Session is not { } session || session.Total == ToldTotal || now - Told < rules.CountEvery)
        {
            return (this, null);
        }

        return (this with { Told = now, ToldTotal = session.Total }, session.Counted(clock));
    }

    private static CounterMark Mark(Observation seen) => new(seen.Counter, seen.Received, seen.Sent);
}
