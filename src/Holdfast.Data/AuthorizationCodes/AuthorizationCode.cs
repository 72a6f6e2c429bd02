namespace Holdfast.Data.AuthorizationCodes;

/// <summary>What an app exchanges for its first tokens, once.</summary>
public sealed record AuthorizationCode
{
    /// <summary>SHA-256 of the code, 32 bytes; the code itself is nowhere.</summary>
    public required byte[] Hash { get; init; }

    public required Guid UserId { get; init; }

    public required string ClientId { get; init; }

    public required string RedirectUri { get; init; }

    /// <summary>RFC 7636, method S256.</summary>
    public required string CodeChallenge { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>Who approved had proven a second factor.</summary>
    public bool SecondFactor { get; init; }

    /// <summary>Of the first use.</summary>
    public DateTimeOffset? UsedAt { get; init; }

    /// <summary>What came of it; it is revoked when the code is used again.</summary>
    public Guid? AuthorizationId { get; init; }

    /// <summary>Without the hash, which names the code.</summary>
    public override string ToString() => $"AuthorizationCode of {UserId} for {ClientId}";
}

/// <param name="First">This call was the first to use it.</param>
public sealed record CodeUse(AuthorizationCode Code, bool First);
