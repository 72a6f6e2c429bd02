namespace Holdfast.OAuth.Tokens;

/// <summary>What the database knows of an authorization, as far as its tokens depend on it.</summary>
public sealed record AuthorizationState
{
    public required Guid Id { get; init; }

    public required string ClientId { get; init; }

    /// <summary>
    /// Of the tokens that are good: starts at 1, grows with each rotation. The store changes it only from the value that the decision
    /// saw.
    /// </summary>
    public required int Generation { get; init; }

    /// <summary>When the tokens of <see cref="Generation"/> were given out. Whole microseconds, as databases keep it.</summary>
    public required DateTimeOffset GeneratedAt { get; init; }

    /// <summary>Fixed at approval; no token outlives it.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }
}
