using System.Net;

namespace Holdfast.Data.Sessions;

/// <summary>The time in which a configuration was really used, as its node saw it.</summary>
public sealed record Session
{
    /// <summary>Made by the node.</summary>
    public required Guid Id { get; init; }

    public required Guid ConfigurationId { get; init; }

    /// <summary>Null: the user is gone.</summary>
    public required Guid? UserId { get; init; }

    public required string UserName { get; init; }

    public required string ProfileId { get; init; }

    public required string NodeId { get; init; }

    public required IPAddress Address4 { get; init; }

    public required IPAddress Address6 { get; init; }

    /// <summary>Where the client's packets came from.</summary>
    public string? ClientEndpoint { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>Null: live.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    public required DateTimeOffset LastSeenAt { get; init; }

    /// <summary>Bytes from the client.</summary>
    public long Received { get; init; }

    /// <summary>Bytes to the client.</summary>
    public long Sent { get; init; }

    public string? EndReason { get; init; }
}

/// <summary>What a node tells when a session starts.</summary>
public sealed record SessionStart(
    Guid Id,
    Guid ConfigurationId,
    IPAddress Address4,
    IPAddress Address6,
    string? ClientEndpoint,
    DateTimeOffset At
);

/// <summary>Totals of a session so far.</summary>
/// <param name="Received">Bytes from the client.</param>
/// <param name="Sent">Bytes to the client.</param>
public sealed record SessionCount(Guid Id, long Received, long Sent, DateTimeOffset At);

/// <summary>A session that had an address at a time, with the time for which the address was reserved.</summary>
/// <param name="ReservedFrom">When the configuration was made; null: it is no longer kept.</param>
/// <param name="ReservedUntil">When it was removed; null: living, or no longer kept.</param>
public sealed record AddressUse(Session Session, DateTimeOffset? ReservedFrom, DateTimeOffset? ReservedUntil);

/// <summary>Where a page of sessions ends; the next one follows it.</summary>
public sealed record SessionMark(DateTimeOffset StartedAt, Guid Id);
