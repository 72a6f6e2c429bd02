using System.Net;
using System.Text.Json.Serialization;

namespace Holdfast.Link.Messages;

/// <summary>Events from the node's outbox, in order. Sent again until <see cref="EventsStored"/>.</summary>
/// <param name="OutboxId">Of the node's outbox since it was started.</param>
/// <param name="First">Number of the first event, or of the next when there is none; the others follow without a gap.</param>
/// <param name="Open">
/// With the first events of an outbox, until they are stored: sessions that may be live before them. All others of the node are over,
/// and it does not know how they ended. Null: it says nothing of them.
/// </param>
public sealed record NodeEvents(
    Guid OutboxId,
    long First,
    IReadOnlyList<NodeEvent> Events,
    IReadOnlyList<Guid>? Open = null
) : LinkMessage
{
    /// <summary>More are not taken in one message: they would keep others from the database for too long.</summary>
    public const int MostEvents = 1000;
}

/// <summary>The portal has committed the events before <paramref name="Next"/>; the node may forget them.</summary>
public sealed record EventsStored(Guid OutboxId, long Next) : LinkMessage;

/// <summary>Something that happened on a node.</summary>
/// <param name="At">By the node's clock.</param>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(SessionStarted), "session-started")]
[JsonDerivedType(typeof(SessionCounted), "session-counted")]
[JsonDerivedType(typeof(SessionEnded), "session-ended")]
public abstract record NodeEvent(DateTimeOffset At);

/// <summary>A configuration is really used: a handshake (WireGuard) or a connected client (OpenVPN).</summary>
/// <param name="SessionId">Made by the node.</param>
/// <param name="ClientEndpoint">Where the client's packets come from.</param>
public sealed record SessionStarted(
    DateTimeOffset At,
    Guid SessionId,
    Guid ConfigurationId,
    IPAddress Address4,
    IPAddress Address6,
    string? ClientEndpoint
) : NodeEvent(At);

/// <summary>Totals of a session so far, in bytes, as the node saw them. They never shrink within a session.</summary>
/// <param name="Received">From the client.</param>
/// <param name="Sent">To the client.</param>
public sealed record SessionCounted(DateTimeOffset At, Guid SessionId, long Received, long Sent) : NodeEvent(At);

public sealed record SessionEnded(DateTimeOffset At, Guid SessionId, long Received, long Sent, string Reason)
    : NodeEvent(At);
