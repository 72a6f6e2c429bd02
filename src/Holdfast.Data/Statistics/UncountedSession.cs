namespace Holdfast.Data.Statistics;

/// <summary>A session whose totals have grown since they were counted, or which has ended since.</summary>
/// <param name="EndedAt">Null: live.</param>
/// <param name="Received">Total, bytes from the client.</param>
/// <param name="Sent">Total, bytes to the client.</param>
/// <param name="NewReceived">Not yet counted.</param>
/// <param name="NewSent">Not yet counted.</param>
public sealed record UncountedSession(
    Guid Id,
    string ProfileId,
    string NodeId,
    DateTimeOffset StartedAt,
    DateTimeOffset? EndedAt,
    DateTimeOffset LastSeenAt,
    long Received,
    long Sent,
    long NewReceived,
    long NewSent
);
