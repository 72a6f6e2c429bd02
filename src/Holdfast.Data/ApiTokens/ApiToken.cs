namespace Holdfast.Data.ApiTokens;

/// <summary>With which a program uses the admin API over the network.</summary>
/// <param name="Name">Unique; the audit log names it so.</param>
/// <param name="Scopes">Words; what they allow is the portal's to say.</param>
/// <param name="MadeBy">As the audit log names who made it.</param>
/// <param name="LastUsedAt">To the hour; null: never.</param>
public sealed record ApiToken(
    Guid Id,
    string Name,
    IReadOnlyList<string> Scopes,
    string MadeBy,
    DateTimeOffset CreatedAt,
    DateTimeOffset ExpiresAt,
    DateTimeOffset? LastUsedAt
);
