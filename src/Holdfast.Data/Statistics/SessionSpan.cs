namespace Holdfast.Data.Statistics;

/// <summary>A session as the statistics see it.</summary>
/// <param name="EndedAt">Null: live.</param>
/// <param name="Person">The user's name, which stays when the user goes.</param>
/// <param name="Device">The configuration.</param>
public readonly record struct SessionSpan(
    DateTimeOffset StartedAt,
    DateTimeOffset? EndedAt,
    string Person,
    Guid Device,
    string ProfileId,
    string NodeId
);
