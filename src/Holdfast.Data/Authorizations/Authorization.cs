using Holdfast.Data.Users;

namespace Holdfast.Data.Authorizations;

/// <summary>One app approved by one user.</summary>
public sealed record Authorization
{
    public required Guid Id { get; init; }

    public required Guid UserId { get; init; }

    public required string ClientId { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Fixed at approval; refreshing does not move it.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>Of the refresh token that is good: starts at 1, grows by one with each rotation.</summary>
    public int Generation { get; init; } = 1;

    /// <summary>When the generation began.</summary>
    public required DateTimeOffset RotatedAt { get; init; }

    /// <summary>Who approved had proven a second factor.</summary>
    public bool SecondFactor { get; init; }

    /// <summary>Null: not revoked.</summary>
    public DateTimeOffset? RevokedAt { get; init; }

    public string? RevokedReason { get; init; }

    public bool IsGood(DateTimeOffset now) => RevokedAt is null && now < ExpiresAt;
}

/// <summary>An authorization with who gave it, as they are now.</summary>
public sealed record AuthorizedUser(Authorization Authorization, User User);
