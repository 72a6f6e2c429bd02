namespace Holdfast.OAuth.Token;

/// <summary>What the database knows of a code.</summary>
public sealed record IssuedCode
{
    /// <summary>What came of the code when it was used; null: it was not.</summary>
    public Guid? AuthorizationId { get; init; }

    public required string ClientId { get; init; }

    /// <summary>To which the code was sent.</summary>
    public required string RedirectUri { get; init; }

    /// <summary>S256, 43 characters.</summary>
    public required string CodeChallenge { get; init; }

    /// <summary>Made plus <see cref="AuthorizationCode.Lifetime"/>.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>Used codes are kept for a while, so that a second use is noticed.</summary>
    public required bool Used { get; init; }
}
