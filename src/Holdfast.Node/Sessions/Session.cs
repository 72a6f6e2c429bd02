using System.Net;
using Holdfast.Link.Messages;

namespace Holdfast.Node.Sessions;

/// <summary>The time in which a configuration is really used. Immutable.</summary>
public sealed record Session
{
    public required Guid SessionId { get; init; }

    public required Guid ConfigurationId { get; init; }

    public required string Interface { get; init; }

    public required IPAddress Address4 { get; init; }

    public required IPAddress Address6 { get; init; }

    public string? Endpoint { get; init; }

    public required CounterMark Counter { get; init; }

    /// <summary>Bytes of counter lives that are over, less what the first one showed when the session began.</summary>
    public long EarlierReceived { get; init; }

    /// <inheritdoc cref="EarlierReceived"/>
    public long EarlierSent { get; init; }

    /// <summary>Bytes from the client. Never shrinks.</summary>
    public long Received => EarlierReceived + Counter.Received;

    /// <summary>Bytes to the client. Never shrinks.</summary>
    public long Sent => EarlierSent + Counter.Sent;

    public long Total => Received + Sent;

    /// <param name="baseline">What the counters showed when it began.</param>
    public static Session Start(Observation seen, CounterMark baseline, DateTimeOffset clock) =>
        new()
        {
            SessionId = Guid.CreateVersion7(clock),
            ConfigurationId = seen.ConfigurationId,
            Interface = seen.Interface,
            Address4 = seen.Address4,
            Address6 = seen.Address6,
            Endpoint = seen.Endpoint?.ToString(),
            Counter = new CounterMark(seen.Counter, seen.Received, seen.Sent),
            EarlierReceived = -baseline.Received,
            EarlierSent = -baseline.Sent,
        };

    /// <summary>Goes on with the counters of now. When they began again, what was before is kept.</summary>
    public Session Counting(CounterMark now) =>
        now.Follows(Counter)
            ? this with
            {
                Counter = now,
            }
            : this with
            {
                EarlierReceived = Received,
                EarlierSent = Sent,
                Counter = now,
            };

    public SessionStarted Begin(DateTimeOffset clock) =>
        new(clock, SessionId, ConfigurationId, Address4, Address6, Endpoint);

    public SessionCounted Counted(DateTimeOffset clock) => new(clock, SessionId, Received, Sent);

    public SessionEnded End(DateTimeOffset clock, string reason) => new(clock, SessionId, Received, Sent, reason);
}
